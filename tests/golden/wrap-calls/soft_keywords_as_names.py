import sys

match(x)
match (x)
case(1)
type(x).y = f(1)
type(x)[0] = print(1)
_(x)
print >>f(x), g(y)
match[0](x)
