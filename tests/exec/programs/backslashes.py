# Lines joined by a backslash.
def call(*args, **kwargs):
    return args, kwargs


print \
    (call \
     (1, \
      2))
print(call) if not \
    call \
    () else print(call \
    (3))
value = call(1) \
    [0] \
    .__len__ \
    ()
print(value)
if len("ab") == 2 and \
        len("c") == 1:
    print("both")
assert len("a") == 1, \
    str("message")
with open(__file__) as one, \
        open(__file__) as two:
    print(one.name == two.name)
from os import path, \
    sep
print(path.join("a", "b") \
      .replace(sep, "/"))
def \
  continued \
  (a=len("abc")):
    return \
        call(a) \

print(continued())
