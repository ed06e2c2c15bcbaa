# Soft keywords as the names they may be.
def match(*args):
    return ("match", args)


def case(value):
    return ("case", value)


def _(text):
    return text.upper()


print(match(1), match (2, 3), match(*[4]), case(5), case (6), _("text"), _ ("more"))
match(1)
match (1)
match [0:1] if False else match
match = {"a": match, "b": [case]}
print(match["a"](7), match["b"][0](8), match.get("a")(9))
case = _ = str
print(case(10), _(11), type(12), type (13) is int)


class Plain:
    pass


plain = Plain()
type(plain).attribute = len("abc")
type(plain).table = {}
type(plain).table[str("k")] = len("v")
print(plain.attribute, plain.table)
type = [int, len]
type[0] = str
type[0], other = len("a"), type[1]("ab")
print(type, other)
print = print
async_ = await_ = match
lambda_ = lambda match, case, type, _: (match(case), _(type))
print(lambda_(str, 1, 2, len("x").__add__))
