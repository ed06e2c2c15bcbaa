def f(x):
    return x
    # Never.
    for i in x:
        return 1
def g(x):
    for i in x:
        if i: continue
        break; y = 1
    else:
        raise x
    return; yield
    def h(): ...





raise SystemExit

