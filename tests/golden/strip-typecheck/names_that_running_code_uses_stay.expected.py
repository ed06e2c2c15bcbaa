from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from a import A, B



if TYPE_CHECKING:  # weft: skip
    from d import D
def f(a: "B") -> "C":
    y: B
    return A
