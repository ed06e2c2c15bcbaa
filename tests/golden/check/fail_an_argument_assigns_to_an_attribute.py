# An argument assigns to an attribute.
f(a.b=1)
