# An argument assigns to unpacking.
f(*a=1)
