# A slash comes first.
def f(/, a): pass
