# A tuple is augmented.
a, b += 1
