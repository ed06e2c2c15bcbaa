# encoding: utf-8-sig
# A byte order mark stays first.
import sys

with open(__file__, "rb") as file:
    print(file.read(3))
print(len("ä"), sys.getsizeof("") > 0)
