from weft.runtime import profile as _weft_profile; _weft_enter0, = _weft_profile(__name__, None, (('function', 1, 0, (('call', 3, 1), ('call', 10, 1), )), ))
def function():
    try:
        _weft_run = _weft_enter0(); _weft_T, _weft_E = _weft_run.stamps; _weft_E(_weft_T(0, call, 0)())
    except kind():
        call()
    else:
        call()
    finally:
        call()
    _weft_E(_weft_T(1, call, 0)())
