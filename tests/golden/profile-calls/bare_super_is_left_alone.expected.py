from weft.runtime import profile as _weft_profile; _weft_enter0, = _weft_profile(__name__, None, (16, ), '2 C.__init__\n3 0 super().__init__\n4 0 super().close\n5 0 super(C, self).close\n5 1 super')
class C(B):
    def __init__(self, a):
        _weft_run = _weft_enter0(); _weft_T, _weft_E = _weft_run.stamps; _weft_E(super().__init__(_weft_T(0, a)))
        _weft_E(_weft_T(1, super()).close())
        _weft_E(_weft_T(2, super(C, _weft_T(3, self))).close())
