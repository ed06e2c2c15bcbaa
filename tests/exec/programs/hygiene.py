# The program's own names that look like the injected ones keep their meaning.
_weft_wrap = "mine"
_weft_guard = "mine too"
_weft = len("abc")


def _weft__wrap(x):
    return ("my function", x)


class Class:
    _weft_wrap = "attribute"
    __weft_wrap = "private"

    def method(self, _weft_wrap="parameter"):
        return _weft_wrap, self._weft_wrap, self.__weft_wrap, str(_weft)

    def local(self):
        _weft_wrap = str("local")
        return _weft_wrap, [_weft_wrap for _weft_wrap in "ab"]

    def change(self):
        global _weft_wrap
        _weft_wrap = str("changed")


print(_weft_wrap, _weft_guard, _weft, _weft__wrap(1))
print(Class().method(), Class().method("given"), Class().method(_weft_wrap="keyword"), Class().local())
Class().change()
print(_weft_wrap, _weft__wrap(len("ab")), (lambda _weft_wrap: str(_weft_wrap))(3))
