# Names of frame-sensitive builtins that mean something else here.


def locals():
    return "my locals"


def use(dir, vars=len):
    return dir("x"), vars("four")


class Engine:
    def eval(self, text):
        return "evaluated " + text

    def exec(self, *args):
        return args

    def super(self):
        return self

    def type(self, a, b, c):
        return (a, b, c)

    def run(self):
        return self.eval("1"), self.exec(1, 2), self.super() is self, self.type(1, 2, 3)


class Scope:
    def globals():
        return "class level"

    seen = globals()


def nested():
    exec = lambda text: text * 2

    def inner():
        return exec("ab")

    return inner()


def with_global():
    global breakpoint
    breakpoint = lambda: "no debugger"
    return breakpoint()


print(locals(), use(str.upper), Engine().run(), Scope.seen, nested(), with_global())
print([eval("x") for eval in (str.upper, len)])
for vars in (str.title, len):
    print(vars("abc"))
del vars
print(sorted(vars(Engine()) or ["empty"]))
