try:
    from typing import overload, final, override
except ImportError:
    from typing_extensions import overload, final, override







# The one that runs.
def f(x):
    return x


@overload
def alone(x: int) -> int: ...


@overload
def apart(x: int) -> int: ...
x = apart
def apart(x): ...


# Really.
class C(Base):






    @staticmethod
    def g(x): ...


    def h(self): ...

    @property

    def i(self): ...

    @overload
    @register
    def j(self): ...
    def j(self): ...

    @overload
    def k(self, x=f(1)): ...
    def k(self, x): ...


def function():
    @overload
    def inner(x: int): ...
    def inner(x): ...
    return inner
