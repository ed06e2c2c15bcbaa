# Decorators run once, in order, from the bottom up.
import functools


def plain(function):
    print("plain", function.__name__)
    return function


def parametrised(*args, **kwargs):
    print("made", args, kwargs)

    def decorate(function):
        print("applied", args)

        @functools.wraps(function)
        def inner(*values):
            return (args, function(*values))

        return inner

    return decorate


class Registry:
    def __init__(self):
        self.names = []

    def add(self, function):
        self.names.append(function.__name__)
        return function

    def named(self, name):
        return lambda function: (self.names.append(name), function)[1]


registry = Registry()


@parametrised(1, len("ab"))
@registry.add
@plain
@registry.named(str("renamed"))
def decorated(x):
    return x + 1


@functools.lru_cache(maxsize=None)
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


@parametrised()
class Decorated:
    @classmethod
    @functools.lru_cache()
    def cached(cls):
        print("computed")
        return cls.__name__

    @staticmethod
    @plain
    def static():
        return "static"

    @property
    @functools.lru_cache(None)
    def prop(self):
        return "prop"


print(decorated(1), decorated.__name__, registry.names)
print(fibonacci(20), fibonacci.cache_info())


@functools.singledispatch
def describe(value):
    return "object"


@describe.register(int)
@describe.register(float)
def _(value):
    return "number"


@describe.register(str)
def _(value):
    return "text"


print(describe(1), describe(1.5), describe("x"), describe([]))
