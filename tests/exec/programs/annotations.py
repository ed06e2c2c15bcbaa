# Without the future import, annotations are evaluated.
def say(value):
    print("say", value)
    return value


def function(a: say(1), b: say(2) = say(3), *args: say(4), c: say(5) = say(6), **kw: say(7)) -> say(8):
    inner: say("never: a local is not evaluated") = say(9)
    return a, b, c, inner


class Class:
    attribute: say(10)
    value: say(11) = say(12)


module_level: say(13) = say(14)
table = {}
table[say("key")]: say(15) = say(16)
Class.attribute: say(17)
(parenthesised): say(18) = say(19)
print(function(0), function.__annotations__, Class.__annotations__, table, module_level, parenthesised)
