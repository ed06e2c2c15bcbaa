


def f(x):

    return x.__doc__


class C:
    pass
