# Calls in class bodies, their arguments and the hooks they run.


def say(value):
    print("say", value)
    return value


class Registry:
    seen = []

    def __init_subclass__(cls, tag=None, **kwargs):
        super().__init_subclass__(**kwargs)
        Registry.seen.append((cls.__name__, tag))


class Keyword(say(Registry), tag=say("keyword")):
    first = say(1)
    second = say(first + 1)
    table = {say(name): len(name) for name in ("a", "bb")}
    squares = [say(x) for x in range(say(2))]

    class Inner:
        value = say("inner")

    def method(self, default=say("default")):
        return default

    if say(True):
        conditional = say("conditional")

    for loop in range(2):
        say(loop)

    @property
    def attribute(self):
        return say("property")

    @attribute.setter
    def attribute(self, value):
        print("set", value)

    @staticmethod
    def static(value):
        return say(value)


class Descriptor:
    def __set_name__(self, owner, name):
        print("named", owner.__name__, name)

    def __get__(self, instance, owner):
        return (instance is not None, owner.__name__)


class Holder:
    field = Descriptor()


instance = Keyword()
instance.attribute = say(5)
print(instance.method(), instance.attribute, Keyword.static(3), Keyword.Inner.value, Keyword.conditional)
print(Registry.seen, Holder.field, Holder().field)
print([name for name in vars(Keyword) if not name.startswith("_")])
print(Keyword.__qualname__, Keyword.Inner.__qualname__, Keyword.method.__qualname__, Keyword.__module__)
