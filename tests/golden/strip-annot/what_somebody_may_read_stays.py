import dataclasses, typing, unknown
from app import Base, route


@route("/")
def f(a: int) -> int:
    b: int = 0


class A(Base):
    def m(self, a: int): ...


class B(A):
    def m(self, a: int): ...


class C(metaclass=Base):
    def m(self, a: int): ...


class P(typing.Protocol):
    def m(self, a: int): ...


@dataclasses.dataclass
class E:
    def m(self, a: int): ...


def g(a: unknown.Depends(f)) -> int:
    cls = int

    def h(b: cls, c: int): ...

    x: cls = 0
