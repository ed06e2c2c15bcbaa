x: A[int] | B | C
y: A[int][str]
z: A[i](3)
v: A[a:]
def f(a: A[B[C][D]] = 1) -> A[a] + 1: pass
