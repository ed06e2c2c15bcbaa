# A comma is missing.
f(a b)
