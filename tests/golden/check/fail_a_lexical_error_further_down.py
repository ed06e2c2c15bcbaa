# A lexical error further down.
x = = 1
y = '
