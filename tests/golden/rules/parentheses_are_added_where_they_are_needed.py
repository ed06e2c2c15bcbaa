p = mul(a + 1, b)
p = mul((a + 1), b == None).real
p = mul(a, -b) ** 2
q = id(1 if a else 2).q
q = id(1).real
r = -id(a ** 2)
s = id(not a) + 1
f = id(lambda: 0), f"{id({1})}{id(lambda: 0)}"
