# What `weft.runtime` promises; it is importable while the interpreter starts.
import sys

before = set(sys.modules)
import weft.runtime

assert set(sys.modules) - before <= {"weft", "weft.runtime", "_typing", "_warnings"}


def wrapper(callee, /, *args, **kwargs):
    seen.append(callee)
    return callee(*args, **kwargs)


class Unhashable:
    __hash__ = None

    def __eq__(self, other):
        raise AssertionError("compared")

    def __call__(this, /, *args, **kwargs):
        return args, kwargs


seen = []
guarded = weft.runtime.guard(wrapper)
callee = Unhashable()
assert guarded(callee)(1, 2, callee=3, self=4, wrapper=5) == ((1, 2), {"callee": 3, "self": 4, "wrapper": 5})
assert len(seen) == 1 and seen[0] is callee
for direct in (__import__, compile, dir, eval, exec, globals, locals, super, type, type.__new__, vars, sys._getframe):
    assert guarded(direct) is direct, direct
assert guarded(len)([1]) == 1 and seen[-1] is len
assert guarded(str.upper)("a") == "A" and guarded([].append)(1) is None
assert weft.runtime.guard(weft.runtime.guard)(wrapper) is not None
for wrong in (None, 1, "text"):
    try:
        guarded(wrong)(1)
    except TypeError as error:
        assert str(error).endswith("object is not callable"), error
        assert seen[-1] is wrong
    else:
        raise AssertionError("called")


class Meta(type):
    def __new__(mcs, name, bases, body):
        assert guarded(super().__new__) is type.__new__
        return guarded(super().__new__)(mcs, name, bases, body)


assert Meta("Made", (), {}).__name__ == "Made"
print("as promised", guarded(guarded)(len)("ab"))
