# modes: guard
# Under other names they are, too, with --guard.
import builtins
import sys


def aliased():
    here = 1
    look = locals
    table = {"vars": vars, "list": [dir]}
    return sorted(name for name in look() if name == "here"), table["vars"]()["here"], "here" in table["list"][0]()


def through_module():
    inner = 2
    return builtins.eval("inner"), sorted(builtins.locals()), builtins.globals() is globals()


def through_parameter(evaluate, namespace):
    secret = 3
    return evaluate("secret"), namespace()["secret"]


def frame_name(get_frame=sys._getframe):
    return get_frame().f_code.co_name


class Base:
    def name(self):
        return "base"


class Derived(Base):
    def name(self):
        parent = super
        return "derived of " + parent(Derived, self).name()


class Meta(type):
    def __new__(cls, name, bases, body):
        create = super().__new__
        return create(cls, name, bases, body)


class Made(metaclass=Meta):
    pass


make = type
print(aliased())
print(through_module())
print(through_parameter(eval, locals))
print(frame_name())
print(Derived().name())
print(make("New", (), {}).__module__, Made.__module__, make(3))
print((globals)() is globals(), [f() is globals() for f in (globals, locals)])
