# Comprehensions of every kind, their scopes and the order of their parts.


def say(name, value):
    print(name)
    return value


rows = [[1, 2], [3]]
print([str(x) for row in rows for x in row if int(x) % 2])
print({str(x) for x in [1]}, {len(k): k.upper() for k in ["a", "bb"]}, tuple(hash(x) for x in [1, 2]))
print([[abs(y - x) for y in range(x)] for x in range(3)])
print([f(2) for f in [lambda v: pow(v, 2), str]])
print([say("element", x) for x in say("source", [1, 2]) if say("condition", True) for _ in say("inner", [0])])
print({say("key", k): say("value", k) for k in "ab"})


class Body:
    size = 3
    outer = [str(i) for i in range(size)]
    nested = [list(range(i)) for i in range(len(outer))]


def closure(n):
    return [lambda: str(n + i) for i in range(2)]


print(Body.outer, Body.nested, [f() for f in closure(5)])
print(next(iter([len(x)for x in["ab"]])), [len(x)if x else(len)("no")for x in("ab","")])
print(sum(sum(y for y in range(x)) for x in range(4)), list(zip(*[iter(range(4))] * 2)))
print([y for x in [1, 2] for y in [int(x)]], [(a, b) for a, b in sorted({"k": 1}.items())])
