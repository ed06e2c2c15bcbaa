# Defaults are evaluated once, where the definition is executed.


def say(value):
    print("say", value)
    return value


def function(a=say(1), *args, b=say([]), **kwargs):
    b.append(a)
    return b


print(function(), function(2), function(3, b=[]))
print([make() for make in [lambda x=say(i): x for i in range(3)]])


class Class:
    base = 10

    def method(self, x=base + say(1), y=len([base])):
        return x, y

    lambda_in_body = lambda self, z=say(base): z


print(Class().method(), Class().lambda_in_body())


def outer():
    local = 3

    def inner(x=say(local), *, y: int = say(local * 2)) -> str("annotation"):
        return x + y

    return inner


print(outer()(), outer().__defaults__, outer().__kwdefaults__, outer().__annotations__)


def positional(a, b=say("b"), /, c=say("c")):
    return a, b, c


print(positional(1), positional(1, 2), positional(1, c=3))
