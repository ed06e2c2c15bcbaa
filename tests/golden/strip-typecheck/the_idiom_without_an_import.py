TYPE_CHECKING = False
if TYPE_CHECKING:
    from a import b
MYPY = 0
if MYPY: import c
