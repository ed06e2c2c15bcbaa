x.__debug__ = 1
x.__debug__ += 1
