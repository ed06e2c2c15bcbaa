assert (n := 5)  # A module's names are found when they are used.


class C:
    assert (n := 5)

    def super_(self):
        assert super().f()

    def m(self):
        def inner():
            assert self.x
            assert (lambda: self)()
            return 1
        return inner


def walrus():
    assert (n := 5), n
    if n: assert (n := 5)
    n; assert (n := 5)
    assert (n := 5);
    assert (n := 5); n = 6
    return n


def generator():
    assert (yield)


def comprehension(xs, ys):
    assert all(x in ys for x in xs)
    assert [x for x in xs]

    class Local:
        assert (n := 5)
        def f(): return n
    n = 6


def declares():
    n = 0
    assert (lambda n=n: n)()
    return lambda: n


async def awaits(x):
    assert await x
