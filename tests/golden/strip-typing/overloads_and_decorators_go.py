try:
    from typing import overload, final, override
except ImportError:
    from typing_extensions import overload, final, override


@overload
def f(x: int) -> int: ...
@overload
def f(x: str) -> str:
    """Text."""
# The one that runs.
def f(x):
    return x


@overload
def alone(x: int) -> int: ...


@overload
def apart(x: int) -> int: ...
x = apart
def apart(x): ...


@final  # Really.
class C(Base):
    @overload
    @staticmethod
    def g(x: int) -> int: ...
    @overload
    @staticmethod
    def g(x: str) -> str: ...
    @staticmethod
    def g(x): ...

    @override
    def h(self): ...

    @property
    @final
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
