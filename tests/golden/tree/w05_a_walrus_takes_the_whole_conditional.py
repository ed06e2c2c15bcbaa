(x := a if b else c)
f(y := lambda: 1 if d else e)
