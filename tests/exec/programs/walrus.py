# Assignment expressions in, around and as calls.
def call(*args, **kwargs):
    return args, kwargs


if (n := len("four")) > 3:
    print(n)
while (chunk := "xyz"[n - 4 : n - 3]) and n < 7:
    print(chunk)
    n += 1
print(call(a := 1, b := len("ab")), a, b, call((c := 3), k=(d := 4)), c, d)
print([last := str(x) for x in range(3)], last)
print((f := len)("abc"), f("ab"), (g := lambda v: v + 1)(1), g(2))
print(any((hit := x) % 2 == 0 for x in [1, 4, 5]), hit)
print(call(*(e := [1, 2]), **(h := {"k": 1})), e, h)


def function():
    if any((found := int(x)) > 1 for x in "123"):
        return found


def nested():
    total = 0
    [total := total + len(x) for x in ("a", "bb")]
    return total


print(function(), nested(), f"{(z := len('z'))}", z, (lambda: (y := str(1)) + y)())
