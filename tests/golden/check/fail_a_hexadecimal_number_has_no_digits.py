# A hexadecimal number has no digits.
x = 0x
