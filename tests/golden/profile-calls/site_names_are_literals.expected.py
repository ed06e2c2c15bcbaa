from weft.runtime import profile as _weft_profile; _weft_enter0, = _weft_profile(__name__, None, (16, ), '1 function\n2 0 a["it\'s"].call\n3 0 \'a\\\\\'.join\n4 1 na\u00efve\n5 0 a[ 0 ]')
def function(a):
    _weft_run = _weft_enter0(); _weft_T, _weft_E = _weft_run.stamps; _weft_E(_weft_T(0, a["it's"]).call())
    _weft_E('a\\'.join(_weft_T(1, a)))
    _weft_E(_weft_T(2, naïve, 0)())
    _weft_E(a[
        0  # first
    ](_weft_T(3, 1)))
