# exit: 1
# The lines of a traceback, and its last line, are those of the source.
import sys
import traceback


def fail(message):
    raise ValueError(message)


def multi_line():
    return str(
        fail(
            "inner argument"
        )
    )


def in_comprehension():
    return [
        x
        for x in [1]
        if fail("in a comprehension")
    ]


def in_fstring():
    return f"{1}" f"{fail('in an f-string')}"


def in_lambda():
    return (lambda:
            fail("in a lambda"))()


def after_backslash():
    return 1 + \
        fail("after a backslash")


def chained():
    try:
        fail("first")
    except ValueError as error:
        raise KeyError(str("second")) from error


def in_finally():
    try:
        pass
    finally:
        fail("in a finally")


def in_generator():
    yield 1
    fail("in a generator")


class Attribute:
    @property
    def prop(self):
        return fail("in a property")

    def __enter__(self):
        return self

    def __exit__(self, *error):
        fail("in an exit")


def in_with():
    with Attribute():
        pass


def in_decorator():
    @fail
    def inner():
        pass


def in_default():
    def inner(x=1,
              y=fail("in a default")):
        pass


def in_class():
    class Inner:
        x = 1
        y = fail("in a class")


def wrong_arguments():
    return fail(1,
                2)


def not_callable():
    return None(
        1)


for function in (
    multi_line, in_comprehension, in_lambda, after_backslash, chained, in_finally,
    lambda: list(in_generator()), lambda: Attribute().prop, in_with, in_decorator, in_default, in_class,
    wrong_arguments, not_callable, in_fstring,
):
    try:
        function()
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        lines = [(frame.name, frame.lineno) for frame in frames if frame.filename == __file__]
        message = type(error).__name__ if function is in_decorator else error
        print(type(error).__name__, message, lines, error.__cause__)
sys.stdout.flush()


def last():
    raise RuntimeError(
        str("the end"))


last()
