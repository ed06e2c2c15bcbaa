# A comment.

"""The docstring
over lines."""

value = len("abc")


def fail():
    return int("1") / len("")
