# Unpacking in calls and outside of them.


def call(*args, **kwargs):
    return args, kwargs


pair = [1, 2]
table = {"a": 1}
print(call(*pair), call(*pair, *pair), call(0, *pair, 3), call(**table), call(x=1, **table), call(**table, y=2))
print(call(*call(1)[0], **call(z=1)[1]), call(*(x for x in pair)), call(*[], **{}), call(*"ab", *(),))
print(call(x=1, *pair), call(*pair, x=1, *pair), call(1, *pair, x=2, **table, **{"b": 3}))
print(call(**{"callee": 1, "self": 2, "args": 3, "kwargs": 4, "wrapper": 5, "function": 6, "func": 7, "f": 8}))
print(call(callee=1, self=2, args=3, kwargs=4, wrapper=5, function=6, func=7, f=8, wrap=9, call=10, name=11))
a = *call(1)[0], 2
print(a, [*call(1)[0], *str("ab")], {*str("a")}, {**call(k=1)[1], "l": len("x")}, (*str("xy"),))
first, *rest = call(1, 2, 3)[0]
print(first, rest)


def returns():
    return *call(1)[0], *call(2)[0]


def yields():
    yield *call(1)[0], 2


print(returns(), list(yields()))
print(*str("ab"), *map(str, pair), sep=str("-"), end=str("\n"))
try:
    call(**table, **table)
except TypeError as error:
    print(str(error).replace("__main__.", "").split(") ")[-1])
try:
    call(*None)
except TypeError as error:
    print("not iterable" in str(error) or "iterable" in str(error))
