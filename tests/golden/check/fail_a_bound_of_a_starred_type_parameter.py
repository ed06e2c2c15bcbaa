# A bound of a starred type parameter.
def f[*A: int](): pass
