# Builtins that look at their caller's frame are called from it.
import sys


class Base:
    def __init__(self, value):
        self.value = value

    @classmethod
    def make(cls):
        return cls("made")

    def __repr__(self):
        return type(self).__name__


class Derived(Base):
    def __init__(self, value):
        super().__init__(value + "!")

    @classmethod
    def make(cls):
        return super().make()

    def explicit(self):
        return super(Derived, self).__repr__()

    def in_comprehension(self):
        parent = super()
        return [parent.__repr__() for _ in range(2)]

    def uses_class_cell(self):
        return __class__.__name__


def names():
    first = 1
    second = 2
    return sorted(locals()), sorted(vars()), sorted(dir())


def evaluate():
    hidden = 41
    exec("print('exec sees', hidden)")
    return eval("hidden + 1"), eval("hidden", {"hidden": "given"})


def frame():
    return sys._getframe().f_code.co_name, sys._getframe(0).f_code.co_name


def caller():
    return frame()


class Body:
    attribute = 1
    seen = sorted(name for name in locals() if not name.startswith("_"))
    evaluated = eval("attribute + 1")
    exec("executed = attribute + 2")


print(Derived("v").value, Derived.make().value, Derived("v").explicit(), Derived("v").in_comprehension())
print(Derived("v").uses_class_cell())
print(names())
print(evaluate())
print(caller())
print(Body.seen, Body.evaluated, Body.executed)
print(globals() is vars(sys.modules[__name__]), globals()["__name__"], "Base" in dir())
print(type("Made", (Base,), {"x": 1}).__module__, type("Made", (), {}).__qualname__)
exec("made_by_exec = 3")
print(made_by_exec)
print(__import__("os.path").__name__)
print(vars(Derived("v")), "value" in dir(Derived("v")))
print((lambda a, b: sorted(locals()))(1, 2))
