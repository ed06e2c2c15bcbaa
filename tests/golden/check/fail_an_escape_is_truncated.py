# An escape is truncated.
x = '\x4'
