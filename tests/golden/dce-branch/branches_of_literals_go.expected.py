

if True: b()




if 1:  # Always.
    f()

while 1:
    break
if x: h()
else: i()

def k():
    if 0: yield





    if False:
        o = 1
    if not ...: p()
