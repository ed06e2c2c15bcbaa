try:
    from typing import TYPE_CHECKING
except ImportError:
    TYPE_CHECKING = False
if TYPE_CHECKING:
    from a import b
def f():
    if TYPE_CHECKING: return 1
