import os
TYPE_CHECKING = os.environ.get("CHECK")
if TYPE_CHECKING:
    from a import b
MYPY = False
def f(MYPY):
    if MYPY: print(1)
def g():
    global MYPY
    MYPY = True
if MYPY:
    import c
