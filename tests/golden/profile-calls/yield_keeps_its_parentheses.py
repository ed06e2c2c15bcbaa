def function(a):
    call((yield))
    call((yield a), key=(yield from a))
    (yield a).method()
    return (yield)(), (await_ or x)()
