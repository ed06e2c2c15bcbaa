@decorator
def __debug__():
    pass
