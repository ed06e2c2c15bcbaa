"""Doc."""
a()  # weft: of
x = 1  # weft: skip
# weft: on
