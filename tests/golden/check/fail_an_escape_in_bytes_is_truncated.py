# An escape in bytes is truncated.
x = b'\x4'
