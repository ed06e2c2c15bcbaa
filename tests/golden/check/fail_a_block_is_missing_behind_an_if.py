# A block is missing behind an if.
if a:
b
