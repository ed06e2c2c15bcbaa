import sys


@register
@route("/", methods=get())
class C(base(1), metaclass=meta(2)):
    @prop.setter(1)
    def m(self, a=default(), *, b=other(1)):
        return lambda c=third(): c()
