# Generators stay lazy, and a lone generator argument stays one.


def count(name):
    for i in range(3):
        print(name, i)
        yield i


def echo():
    got = yield "ready"
    while got is not None:
        got = yield str(got).upper()
    return "done"


def delegate():
    result = yield from echo()
    print("delegated", result)


def send_in_call():
    print("sum", sum([(yield 1), (yield 2)]))
    print("both", max((yield 3), (yield)))


print(sum(x * 2 for x in count("lone")))
print(any(x for x in count("stops early")))
print(list(x for x in count("paren")))
print(sorted((x for x in [3, 1, 2]), key=lambda value: -value))
print(dict((k, v) for k, v in zip("ab", count("zip"))))
print(sum(
    # A comment before the generator.
    x
    for x in [1, 2, 3]  # one in it
    if x != 2
    # and one after it.
))

lazy = (print("body", x) for x in count("source"))
print("nothing happened yet but the first source")
next(lazy)
lazy.close()

talk = delegate()
print(next(talk), talk.send("a"), talk.send(1))
try:
    talk.send(None)
except StopIteration as stop:
    print("stop", stop.value)

steps = send_in_call()
print(next(steps), steps.send(10), steps.send(20), steps.send(5))
try:
    steps.send(6)
except StopIteration:
    print("finished")


def closing():
    try:
        yield 1
    finally:
        print("closed")


it = closing()
print(next(it))
it.close()
thrown = closing()
next(thrown)
try:
    thrown.throw(KeyError("thrown in"))
except KeyError as error:
    print("out again", error)
