# Calls inside of assignment, loop, with and del targets.
import contextlib


class Box:
    def __init__(self):
        self.items = {}

    def __setitem__(self, key, value):
        print("set", key, value)
        self.items[key] = value

    def __getitem__(self, key):
        print("get", key)
        return self.items.get(key, 0)

    def __delitem__(self, key):
        print("del", key)


box = Box()
calls = []


def get(name="box"):
    calls.append(name)
    return box


get().x = len("a")
get()[str("k")] = get().y = len("ab")
get()[str("k")] += len("abc")
get().x += 1
get().x, get()[0], *get().rest = range(4)
(get().p, [get().q]) = 1, [2]
get()[str("annotated")]: int = 5
for get().i in range(2):
    print(get().i)
for get()[len("x")], get().j in [(1, 2)]:
    print(box.j)
with contextlib.nullcontext("n") as get().entered, contextlib.nullcontext((1, 2)) as (get().l, get()[9]):
    print(box.entered, box.l)
del get().x, get()[str("gone")], (get().p, [get().q])
print([get for get.attribute in range(2)][0] is get, get.attribute)
print(len(calls), box.y, box.rest, hasattr(box, "x"))
