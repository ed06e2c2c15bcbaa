def f(x):
    return x
    print(x)  # Never.
    for i in x:
        return 1
def g(x):
    for i in x:
        if i: continue; print(i)
        break; y = 1; print(i)
    else:
        raise x; print(x)
    return; yield
    def h(): ...
    if x:
        return 1
        return 2
    if x: return 1
    return 2
raise SystemExit
print(1)
