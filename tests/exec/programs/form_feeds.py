# Form feeds separate sections and reset the indentation.

import sys

def call(*args):
    return args


class A:
    pass


print(call(1), call(2))
 print(call(3))
if call(4):
	print(call(5))
	if call(6):
		print(call(7), "tab")
print("end".upper())
