# A comprehension unpacks.
[*a for a in b]
