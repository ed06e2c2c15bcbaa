type(x).y = v
type[x] = v
type = 1
type X = int
if a: type Y = int; type(z)
