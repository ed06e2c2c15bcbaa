try:
    from typing import TYPE_CHECKING
except ImportError:
    TYPE_CHECKING = False


def f():
    pass
