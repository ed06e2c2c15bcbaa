# requires: 3.10
# Class patterns are no calls; guards, subjects and bodies hold calls.
import enum
from dataclasses import dataclass


@dataclass
class Point:
    x: int
    y: int


class Color(enum.Enum):
    RED = enum.auto()


def describe(value):
    match value:
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=y) | Point(x=y, y=0):
            return f"axis {str(y)}"
        case Point(x, y) if max(x, y) > len("12345"):
            return "far"
        case Point():
            return "near"
        case [int(a), str() as b, *rest]:
            return "list", int(a), b.upper(), len(rest)
        case {"kind": str(kind), **rest}:
            return "map", kind.title(), sorted(rest)
        case Color.RED:
            return "red"
        case -1 | 1.5 | 1 + 2j | None | True:
            return "literal"
        case str(text) if (n := len(text)) > 3:
            return "long", n
        case "a" "b":
            return "ab"
        case _:
            return "other"


for value in (
    Point(0, 0), Point(0, 3), Point(4, 0), Point(9, 9), Point(1, 2), [1, "b", 3, 4], {"kind": "k", "z": 1, "y": 2},
    Color.RED, -1, 1.5, 1 + 2j, None, True, "long text", "ab", object,
):
    print(describe(value))

match len("abc"), str(1):
    case (3, "1"):
        print("tuple subject")
match (len)("ab"):
    case 2 if print("guard") is None: print("one line", str(2))
match = str
match(1)
print(match (2), match)
