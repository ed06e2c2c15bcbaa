# Lambdas: as callee, as argument, nested, with every kind of parameter.
compose = lambda f, g: lambda x: f(g(x))
print(compose(str, len)("four"), (lambda: "called")(), (lambda *a, **k: (a, k))(1, x=2))
print(sorted("bca", key=lambda letter: -ord(letter)), list(map(lambda x, y=2: pow(x, y), [1, 2, 3])))
print((lambda f: f(f))(lambda f: "fixed"))
print((lambda n: (lambda f: f(f, n))(lambda f, n: 1 if n == 0 else n * f(f, n - 1)))(10))
print([f() for f in [lambda: i for i in range(3)]], [f() for f in [lambda i=i: str(i) for i in range(3)]])
print((lambda x: (yield x))(1).__next__(), list((lambda: (yield from range(3)))()))
print((lambda:(len)("no space"))(), (lambda:[len][0]("bracket"))(), (lambda*a:len(a))(1, 2))
print(max([1, 2], key=lambda x: {1: len("abc")}.get(x, 0)))
handlers = {"a": lambda: print("handler a"), "b": lambda *args: print("handler b", len(args))}
handlers["a"](), handlers["b"](1, 2)
print((lambda x=(lambda: str(5))(): x)())
print((lambda a, /, b, *, c: (a, b, c))(1, b=2, c=3))
