def function(a):
    outer(inner(a))
    outer(a, inner(a))
    outer(inner(a), a)
    outer(first(x()), second())
    outer(key=inner(a))
    outer(*inner(a))
    a.first().second(1).third()
    outer((inner(a)))
