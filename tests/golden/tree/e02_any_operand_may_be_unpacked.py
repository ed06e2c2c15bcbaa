x = *[1], 2
x[*(1, 2)]
*(a, b), c = d
x = *-a, c
f"{*[1], y}"
match *[a], b:
    case _: pass
