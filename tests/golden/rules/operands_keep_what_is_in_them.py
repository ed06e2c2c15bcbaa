# Comments, spacing, parentheses and line breaks of operands stay.
if a == None and b==None: pass
x = (f(a == None)  # inner
     != None)
foo(
    1,  # one
    2,
)
(a
 == # both sides
 None)
v = a == \
   None
w = (id(
  3
))
foo(1)
u = id(x for x in y)
total = total + price == None
count = count + 1
if x: log.debug("a", b())
n = list(m), list(i for i in m)


def f(list):
    return list(f)


match a:
    case b.c if b == None: pass
