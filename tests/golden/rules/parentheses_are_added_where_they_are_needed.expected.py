p = (a + 1) * b
p = ((a + 1) * (b is None)).real
p = (a * -b) ** 2
q = (1 if a else 2).q
q = (1).real
r = -a ** 2
s = (not a) + 1
f = lambda: 0, f"{ {1} }{(lambda: 0)}"
