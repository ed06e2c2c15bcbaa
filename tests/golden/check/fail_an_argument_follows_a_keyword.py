# An argument follows a keyword.
f(a=1, b)
