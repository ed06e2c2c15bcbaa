from weft.runtime import profile as _weft_profile; _weft_enter0, = _weft_profile(__name__, None, (('function', 1, 0, (('a["it\'s"].call', 2, 0), ('\'a\\\\\'.join', 3, 0), ('na\u00efve', 4, 1), ('a[ 0 ]', 5, 0), )), ))
def function(a):
    _weft_run = _weft_enter0(); _weft_T, _weft_E = _weft_run.stamps; _weft_E(_weft_T(0, a["it's"]).call())
    _weft_E('a\\'.join(_weft_T(1, a)))
    _weft_E(_weft_T(2, naïve, 0)())
    _weft_E(a[
        0  # first
    ](_weft_T(3, 1)))
