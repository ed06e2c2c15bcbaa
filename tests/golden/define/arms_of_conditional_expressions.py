x = dump if DEBUG else None
y = "a" if LEVEL > 2 else "b"
z = 1 if True else 2


def f(DEBUG):
    return 1 if DEBUG else 2
