def statement():
    return call()


def one_line(): return call()


def docstring():
    """What it does."""


def docstring_and_more():
    ("What it does.")  # Why.
    call()


class C:
    def method(self):
        x = 1; y = 2


async def coroutine():
    pass
