# A comprehension of two.
[a, b for a, b in c]
