# No type parameters.
def f[](): pass
