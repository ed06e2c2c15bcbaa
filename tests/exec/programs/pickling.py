# What is defined in a wrapped module can be pickled and found again.
import copy
import pickle
import copyreg


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __eq__(self, other):
        return vars(self) == vars(other)

    def __reduce__(self):
        return Point, (self.x, self.y)


class State:
    def __getstate__(self):
        return {"kept": len("abc")}

    def __setstate__(self, state):
        self.__dict__.update(state, restored=True)


class Nested:
    class Inner(int):
        pass


def function(x):
    return x


copyreg.pickle(complex, lambda c: (complex, (c.real, c.imag)))
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    values = [Point(1, [2]), function, Point, len, {"k": Nested.Inner(3)} if protocol >= 4 else 3, 1 + 2j]
    assert pickle.loads(pickle.dumps(values, protocol)) == values, protocol
print(vars(pickle.loads(pickle.dumps(State()))))
print(copy.deepcopy(Point(1, [2])) == Point(1, [2]), copy.copy(function) is function)
print(Point.__module__, function.__module__, Nested.Inner.__qualname__, (lambda: 0).__qualname__)
