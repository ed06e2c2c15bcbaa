if 0:
    a()
if True: b()
else: c()
if "": d()
elif None:
    e()
else:  # Always.
    f()
while 0: g()
while 1:
    break
if x: h()
elif 1: i()
else: j()
def k():
    if 0: yield
    if 0:
        l()
    if (0 and
            m()):
        n()
    if False:
        o = 1
    if not ...: p()
