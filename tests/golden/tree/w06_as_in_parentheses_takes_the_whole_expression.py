with (a if b else c as d): pass
with (lambda: a as b): pass
