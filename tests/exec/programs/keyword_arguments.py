# Keyword arguments may have any name, also ones a wrapper might use.
def call(*args, **kwargs):
    return args, sorted(kwargs.items())


print(call(callee=1, wrapper=2, func=3, function=4, f=5, self=6, cls=7, args=8, kwargs=9, call=10))
print(call(_weft=1, _weft_wrap=2, weft=3, _call=4, __call=5, __extras=6, name=7, module=8))
print(call(1, 2, k=3, *[4], l=5, **{"m": 6}), call(print=1, match=2, type=3, _=4))


class Weird:
    def __call__(self, self_=1, **kwargs):
        return self_, kwargs

    def method(this, self=2, **kwargs):
        return self, kwargs


print(Weird()(), Weird()(x=1), Weird()(self_=3), Weird().method(), Weird().method(self=4, this_=5))
print(dict(self=1, callee=2), dict([("a", 1)], self=2), str(object=3), "{self} {0}".format(1, self=2))
print(type("Named", (), dict(x=1)).x, sorted([2, 1], key=lambda item: item, reverse=True))
