a,
b = c
a, b
[c] = d
if x: a, b
[c] = d
