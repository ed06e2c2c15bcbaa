# Raising, catching, chaining and suppressing, with calls at every place.
import contextlib


def kind(error):
    print("kind", error.__name__)
    return error


def fail(error, *args):
    raise error(*args)


try:
    fail(kind(KeyError), "k")
except kind(ValueError):
    print("never")
except (kind(TypeError), kind(KeyError)) as error:
    print(repr(error), error.__context__)
else:
    print("never")
finally:
    print(str("finally"))

try:
    try:
        fail(ValueError, 1)
    except ValueError as error:
        raise kind(TypeError)(str("raised")) from kind(OSError)("cause")
except TypeError as error:
    print(error, repr(error.__cause__), repr(error.__context__))

try:
    raise(ValueError)("no space")
except ValueError as error:
    print(error)

try:
    raise ValueError("from none") from None
except ValueError as error:
    print(error.__suppress_context__)

with contextlib.suppress(kind(ZeroDivisionError)), contextlib.ExitStack() as stack:
    stack.callback(print, "callback")
    1 / len("")


@contextlib.contextmanager
def manager(name):
    print("enter", name)
    try:
        yield name.upper()
    except LookupError as error:
        print("swallow", error)
    finally:
        print("exit", name)


with manager("a") as a, manager("b") as b:
    print(a, b)
    fail(IndexError, "index")


def returns():
    try:
        return str("try")
    finally:
        print("before return")


def loops():
    for i in range(3):
        try:
            if i == 1:
                continue
            print("loop", i)
        finally:
            print("finally", i)
    else:
        print("else", len("x"))


print(returns())
loops()
try:
    assert len("a") == 2, str("message ") + kind(ValueError).__name__
except AssertionError as error:
    print(error)
assert len("a") == 1, fail(ValueError, "never evaluated")
