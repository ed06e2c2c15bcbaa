from hooks import wrap as _weft_wrap; import sys


@register
@_weft_wrap(route, "/", methods=_weft_wrap(get))
class C(_weft_wrap(base, 1), metaclass=_weft_wrap(meta, 2)):
    @_weft_wrap(prop.setter, 1)
    def m(self, a=_weft_wrap(default), *, b=_weft_wrap(other, 1)):
        return lambda c=_weft_wrap(third): _weft_wrap(c)
