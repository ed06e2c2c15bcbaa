# A try stands alone.
try:
    a
b
