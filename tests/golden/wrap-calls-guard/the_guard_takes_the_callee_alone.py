import sys

f(a, key=1)
f()
sum(x for x in y)
f()()(1)
l = locals
l()
locals()
@route("/")
def g(): pass
