import sys

make(1)(2)()
a.b(1).c(2)["k"](3)
(f)(x)
((f))(x)(y)
f()()
