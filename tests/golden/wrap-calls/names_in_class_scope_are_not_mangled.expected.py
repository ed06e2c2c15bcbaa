from hooks import wrap as _weft_wrap; import sys


class C:
    __p = _weft_wrap(f)

    def m(self):
        return _weft_wrap(self.__q, _weft_wrap(__r))
