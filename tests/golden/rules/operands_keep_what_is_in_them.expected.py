# Comments, spacing, parentheses and line breaks of operands stay.
if a is None and b is None: pass
x = (f(a is None)  # inner
     is not None)
bar(
    1,  # one
    2, 1
)
(a
 is # both sides
 None)
v = a is \
   None
w = (
  3
)
bar(1, 1)
u = (x for x in y)
total = total + price is None
count += 1
if x: pass
n = [*m], list(i for i in m)


def f(list):
    return list(f)


match a:
    case b.c if b is None: pass
