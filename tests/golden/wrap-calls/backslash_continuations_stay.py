import sys

value = f \
    (a, \
     b)
assert \
    f(x), \
    g(y)
