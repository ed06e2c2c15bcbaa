# Metaclasses see the same names, bases, keywords and namespaces.


class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kwargs):
        print("prepare", name, [base.__name__ for base in bases], kwargs)
        return {"prepared": len(name)}

    def __new__(mcs, name, bases, namespace, **kwargs):
        print("new", name, sorted(key for key in namespace if not key.startswith("__")))
        return super().__new__(mcs, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **kwargs):
        super().__init__(name, bases, namespace)
        print("init", cls.__name__, kwargs)

    def __call__(cls, *args, **kwargs):
        print("call", cls.__name__, args, kwargs)
        return super().__call__(*args, **kwargs)


def choose(kind):
    print("choose")
    return kind


class Made(metaclass=choose(Meta), option=len("four")):
    value = prepared + 1

    def __init__(self, x=0):
        self.x = x


class Child(Made):
    def __init__(self, x):
        super().__init__(x * 2)


print(Child(21).x, Made.value, type(Child).__name__, Child.__mro__[1].__name__)
made = Meta("Dynamic", (Made,), {"y": max(1, 2)})
print(made(3).x, made.y)


class Singleton(type):
    instances = {}

    def __call__(cls, *args):
        if cls not in cls.instances:
            cls.instances[cls] = super().__call__(*args)
        return cls.instances[cls]


class Only(metaclass=Singleton):
    pass


print(Only() is Only())
