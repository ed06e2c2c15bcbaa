# Classes that libraries make from wrapped definitions.
import abc
import enum
import functools
import typing
from collections import OrderedDict, defaultdict
from dataclasses import dataclass, field


@dataclass(order=True)
class Item:
    name: str
    tags: list = field(default_factory=list, compare=False)
    size: int = field(default=len("four"))

    def __post_init__(self):
        self.tags.append(self.name.upper())


class Color(enum.Enum):
    RED = enum.auto()
    GREEN = enum.auto()
    MIXED = len("mixed")

    @classmethod
    def default(cls):
        return cls(1)

    def describe(self):
        return self.name.lower(), self.value


class Flag(enum.IntFlag):
    A = enum.auto()
    B = enum.auto()
    AB = A | B


class Shape(abc.ABC):
    @property
    @abc.abstractmethod
    def area(self):
        """The area."""

    @functools.total_ordering
    class Size:
        def __init__(self, n):
            self.n = n

        def __eq__(self, other):
            return self.n == other.n

        def __lt__(self, other):
            return self.n < other.n


class Square(Shape):
    area = property(lambda self: pow(2, 2))


class Typed(typing.NamedTuple):
    x: int
    y: int = len("default")

    def total(self):
        return sum(self)


class Cached:
    @functools.cached_property
    def value(self):
        print("computed")
        return str("cached")


T = typing.TypeVar("T")


class Stack(typing.Generic[T]):
    def __init__(self) -> None:
        self.items: typing.List[T] = list()


print(Item("a"), Item("a") < Item("b"), sorted([Item("b"), Item("a")])[0].tags)
print(Color.default().describe(), Color["GREEN"], Color(5), list(Color), Flag.AB, Flag(3) == Flag.AB)
print(Square().area, Shape.Size(1) >= Shape.Size(0), Typed(1).total(), Typed(1)._replace(y=2))
cached = Cached()
print(cached.value, cached.value, Stack[int]().items)
try:
    Shape()
except TypeError as error:
    print("abstract" in str(error))
counts = defaultdict(lambda: len("init"))
counts["a"] += 1
print(dict(counts), list(OrderedDict([("z", 1), ("a", 2)])), functools.reduce(lambda a, b: a + b, [1, 2, 3]))
print(functools.partial(pow, 2)(3), functools.partial(Item, "p")(size=1).size)
