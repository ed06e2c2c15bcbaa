# An else is missing.
x = a if b
