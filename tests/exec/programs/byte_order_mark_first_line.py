print(len("ä")); value = open(__file__, "rb").read(3)
print(value)
# encoding: utf-8-sig
# The prologue stands behind the mark.
