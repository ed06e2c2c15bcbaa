"""Doc."""
a()
# weft: off
b()
# weft: on
c(d())  # weft: skip
def f(x=e()):  # weft: only(g, h.*)
    e(); g(); h.i()
j()
