from weft.runtime import profile as _weft_profile; _weft_enter0, = _weft_profile(__name__, None, (4, ), '7 definition.<locals>.inner\n8 1 call')
def loop():
    while call():
        pass


def definition():
    def inner():
        _weft_run = _weft_enter0(); _weft_T, _weft_E = _weft_run.stamps; return _weft_E(_weft_T(0, call, 0)())
