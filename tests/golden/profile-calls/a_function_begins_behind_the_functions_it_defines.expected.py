from weft.runtime import profile as _weft_profile; _weft_enter0, _weft_enter1, _weft_enter2, _weft_enter3, _weft_enter4, _weft_enter5, = _weft_profile(__name__, None, (0, 4, 0, 5, 0, 4, ), '1 decorator\n2 decorator.<locals>.wrapper\n3 0 function\n7 with_wraps\n8 with_wraps.<locals>.wrapper\n10 0 function\n14 with_default\n15 with_default.<locals>.wrapper\n16 0 function')
def decorator(function):
    def wrapper(*args):
        _weft_run = _weft_enter1(); _weft_T, _weft_E = _weft_run.stamps; return _weft_E(function(*_weft_T(0, args)))
    _weft_run = _weft_enter0(); return wrapper


def with_wraps(function):
    @wraps(function)
    def wrapper(*args):
        _weft_run = _weft_enter3(); _weft_t, _weft_e = _weft_run.inner_stamps; return [_weft_e(0, function(_weft_t(0, arg))) for arg in args]
    _weft_run = _weft_enter2(); return wrapper


def with_default(function):
    def wrapper(arg=make()):
        _weft_run = _weft_enter5(); _weft_T, _weft_E = _weft_run.stamps; return _weft_E(function(_weft_T(0, arg)))
    _weft_run = _weft_enter4(); return wrapper
