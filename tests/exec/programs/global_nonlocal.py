# Names keep their scope: global, nonlocal, cells, class scopes, deletions.
counter = 0


def increment():
    global counter, created
    counter += len("x")
    created = str(counter)
    return counter


def outer():
    state = []
    total = 0

    def add(x):
        nonlocal total
        total += int(x)
        state.append(total)
        return add

    add(1)(2)(3)
    return state, total


def conditional(flag):
    if flag:
        value = len("set")
    try:
        return value
    except UnboundLocalError:
        return "unbound"


class Scope:
    x = "class"

    def method(self):
        return x

    y = [x for _ in range(1)] if False else str(x)


x = "module"
print(increment(), increment(), created, outer(), conditional(True), conditional(False), Scope().method(), Scope.y)


def deleted():
    local = [1]
    del local
    try:
        return len(local)
    except NameError as error:
        return type(error).__name__


def argument_cell(a):
    return (lambda: a)(), [a for _ in range(1)], sum(a for _ in range(2))


print(deleted(), argument_cell(3))
try:
    undefined_name(print("never"))
except NameError as error:
    print(error)
for i in range(2):
    def loop(i=i):
        return str(i)
print(loop(), i, __name__)
