# A comprehension without in.
[a for a b in c]
