# A default of a starred parameter.
def f(*a=1): pass
