# Callee, arguments, keywords and unpackings are evaluated from left to right.


def say(name, value=None):
    print(name)
    return value


def target(*args, **kwargs):
    return args, kwargs


class Noisy:
    def __getattr__(self, name):
        print("attribute", name)
        return target

    def __getitem__(self, key):
        print("item", key)
        return target


say("callee", target)(say("first", 1), *say("star", [2, 3]), say("after star", 4), k=say("k", 5), **say("map", {"m": 6}))
print(say("object", Noisy()).method(say("argument")))
print(say("object", Noisy())[say("key", "k")](say("argument")))
say("outer", target)(say("inner", target)(say("innermost")), say("last"))

try:
    say("callee before argument", None)(say("argument is evaluated"))
except TypeError as error:
    print(error)

try:
    Noisy.missing(say("never evaluated"))
except AttributeError:
    print("attribute first")

items = [1, 2, 3]
print(target(items.pop(), items.pop(), *items))
values = {say("key 1", 1): say("value 1", 1), say("key 2", 2): say("value 2", 2)}
print(say("left", 1) + say("right", 2) * say("far right", 3))
print(say("a", 1) < say("b", 2) < say("c", 0) < say("never"))
print(say("zero", 0) and say("never") or say("other", 7))
print(say("then") if say("condition", True) else say("never"))
x = [0, 0]
x[say("index", 1)] = say("assigned first", 9)
print(x)
