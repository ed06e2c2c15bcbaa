# Bytes that are not ascii.
x = b'é'
