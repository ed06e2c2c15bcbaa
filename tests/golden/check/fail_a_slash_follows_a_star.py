# A slash follows a star.
def f(*a, /): pass
