# Unpacking follows keyword unpacking.
f(**a, *b)
