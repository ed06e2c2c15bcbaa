from weft.runtime import profile as _weft_profile; _weft_enter0, = _weft_profile(__name__, None, (20, ), '1 function\n2 1 call\n3 1 call\n4 0 (yield a).method\n5 0 yield\n5 0 await_ or x')
def function(a):
    _weft_run = _weft_enter0(); _weft_T, _weft_E = _weft_run.stamps; _weft_E(call((_weft_T(0, (yield)))))
    _weft_E(call((yield a), key=(_weft_T(1, (yield from a)))))
    _weft_E((_weft_T(2, (yield a))).method())
    return _weft_E((_weft_T(3, (yield), 0))()), _weft_E((_weft_T(4, await_ or x, 0))())
