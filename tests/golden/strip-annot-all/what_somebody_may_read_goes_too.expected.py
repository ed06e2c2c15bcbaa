import dataclasses, typing, unknown
from app import Base, route


@route("/")
def f(a):
    b = 0


class A(Base):
    def m(self, a): ...


class B(A):
    def m(self, a): ...


class C(metaclass=Base):
    def m(self, a): ...


class P(typing.Protocol):
    def m(self, a): ...


@dataclasses.dataclass
class E:
    def m(self, a): ...


def g(a: unknown.Depends(f)):
    cls = int

    def h(b, c): ...

    x = 0


class F:
    x = 0
    y: int


MODULE = 0
BARE: int
