import sys

x = not(a).f()
assert(f)(1)
y = 1if f()else g()
z = [a for a in(f)()if(g)()]
print(x)if(f)()else(g)()
def h():
    return(f)(1)
match(f)(1):
    case _ if(g)():
        pass
