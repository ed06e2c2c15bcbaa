# Calls in every kind of statement, on one line or many.
import os, sys as system; from os import (path as os_path,)


def call(*args):
    return args


x = y = len("ab"); z = len("abc")
x += len("a"); print(x, y, z)
if len("a"): print("one line"); print("two statements")
while x > 0: x -= len("ab"); print(x)
for i in call(1, 2): print(i); continue
else: print("else")
if call(): pass
elif call(1): print("elif")
try: call(1)[1]
except IndexError: print("index")
finally: print("finally")
with open(os.devnull) as f: print(f.name == os.devnull)
class Empty: pass
class OneLine(Empty): x = len("x"); y = len("yy")
def one(): return call(OneLine.x, OneLine.y)
print(one());
assert call(1), "message"
del x
lambda: call(1)
call(1)[0], call(2)
(call(3))
...
"text".upper(); 1; None
print(call(1)[len("")], call(1, 2)[len("a"):], call(1, 2)[::len("ab")], {call(1): call(2)}[call(1)])
print(call(1) + call(2) * len("ab"), call(1) == call(1) != call(2), not call(), -len("a") + +len("b"))
print(call(1) if call() else call(2) if call(3) else call(4), [call(1), *call(2)], {**dict(a=1)})
if __name__ == "__main__":
    print(os_path.basename("a/b"), system.argv[1:])
