# A module's names are found when they are used.


class C:


    def super_(self):
        if 0: assert super().f()

    def m(self):
        def inner():
            if 0: assert self.x
            if 0: assert (lambda: self)()
            return 1
        return inner


def walrus():
    if 0: assert (n := 5), n
    if n: assert (n := 5)
    n; assert (n := 5)
    if 0: assert (n := 5);
    assert (n := 5); n = 6
    return n


def generator():
    if 0: assert (yield)


def comprehension(xs, ys):
    if 0: assert all(x in ys for x in xs)


    class Local:
        if 0: assert (n := 5)
        def f(): return n
    n = 6


def declares():
    n = 0

    return lambda: n


async def awaits(x):
    pass
