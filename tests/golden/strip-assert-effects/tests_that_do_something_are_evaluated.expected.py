check(1)

(n := 5) > 3
(check(2))
(check(3))

    # Why.
assert check(4), \
    "a"
if n: check(5)
x = 1; check(6); y = 1
(
    check(7)  # Seven.
)
async def f(x):
    await x
    (yield)
