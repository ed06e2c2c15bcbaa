def g():
    f()
