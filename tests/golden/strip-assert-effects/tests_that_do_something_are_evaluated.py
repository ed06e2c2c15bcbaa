assert check(1), "message"
assert x > 1
assert (n := 5) > 3
assert(check(2)), f("no")
assert (check(3)), (
    "a",
    b)  # Why.
assert check(4), \
    "a"
if n: assert check(5), "m"; assert x
x = 1; assert check(6), "m"; y = 1
assert (
    check(7)  # Seven.
), ("m")
async def f(x):
    assert await x
    assert (yield)
