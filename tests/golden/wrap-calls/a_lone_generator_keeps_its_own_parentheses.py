import sys

total = sum(x * x for x in row)
apart = sum (x for x in row)
nested = sum(f(x) for x in g(y for y in z))(w for w in v)
