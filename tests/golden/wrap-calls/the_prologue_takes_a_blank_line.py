
def g():
    f()
