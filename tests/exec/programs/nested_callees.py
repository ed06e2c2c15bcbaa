# Callees that are themselves calls, subscripts, displays or anything else.


def make(*names):
    print("make", names)
    return lambda *more: make(*names, *more) if more else names


class Chain:
    def __init__(self, trail=()):
        self.trail = trail

    def __getattr__(self, name):
        return Chain(self.trail + (name,))

    def __call__(self, *args):
        return Chain(self.trail + (args,))

    def __getitem__(self, key):
        return Chain(self.trail + ([key],))


print(make(1)(2)(3)())
print(Chain().a(1).b[2](3).c()()[len("ab")]().trail)
print([len][0]("ab"), {"k": len}["k"]("abc"), (len if True else str)("abcd"), (None or len)("a"))
print((lambda: len)()("ab"), "a-b".split("-")[0].upper(), "".join("xy").join("ab"), b"ab".hex())
print(1 .__add__(2), 1.5.hex(), (1).bit_length(), 2j.conjugate(), (-5).__abs__(), -(5).__neg__())
print([1, 2].index(2), {1: 2}.get(1), {1, 2}.union([3]) == {1, 2, 3}, (1, 2).count(1), f"{1}a".upper())
print("implicit " "concatenation".upper(), ("paren" "thesised").title(), r"raw\n".encode(), u"u".upper())
print(str(str(str(str(len(str(len(str("deep")))))))))
print((yield_ := [].append)(1), not[].__len__(), ~int("1"), -len("a") ** 2, 2 ** -len("a"))
print(Chain().a.b.c(Chain().d(1).trail).e(*Chain().f(2).trail).trail)
print(((((len)))(("abc"))), ((str))((1)), (((lambda: (((len))))()))("ab"))
