# A comment.
if len("x"):
    value = len("abc")


def fail(): return value / len("")
