# A generator beside another argument.
f(a for a in b, c)
