import sys

value = f(a, key=1)
f(*args, **kwargs)
f(key=1, *args)
f(a,)
