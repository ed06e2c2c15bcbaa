x = None
y = "a"
z = 1 if True else 2


def f(DEBUG):
    return 1 if DEBUG else 2
