from weft.runtime import profile as _weft_profile; _weft_enter0, _weft_enter1, = _weft_profile(__name__, None, (72, 0, ), '1 function\n2 1 call\n3 1 call\n3 1 call\n4 1 call\n5 1 call\n5 1 call\n8 1 decorator\n9 1 other.decorator\n10 1 default\n14 1 call\n14 1 call\n15 1 call\n15 1 call\n16 1 call\n16 1 call\n16 1 call\n16 1 call\n16 1 call\n8 function.<locals>.inner')
def function(a):
    _weft_run = _weft_enter0(); _weft_T, _weft_E = _weft_run.stamps; _weft_E(call(_weft_T(0, a))).x = 1
    _weft_E(call(_weft_T(1, a)))[_weft_E(_weft_T(2, call, 0)())] += 1
    del _weft_E(call(_weft_T(3, a)))[0]
    for _weft_E(call(_weft_T(4, a))).x in _weft_E(_weft_T(5, call, 0)()):
        pass

    @_weft_E(decorator(_weft_T(6, a)))
    @_weft_E(_weft_T(7, other).decorator())
    def inner(b=_weft_E(_weft_T(8, default, 0)())):
        _weft_run = _weft_enter1(); pass

    global g
    assert _weft_E(call(_weft_T(9, a))), _weft_E(_weft_T(10, call, 0)())
    print >>_weft_E(call(_weft_T(11, a))), _weft_E(_weft_T(12, call, 0)())
    return not _weft_E(_weft_T(13, call, 0)()), -_weft_E(_weft_T(14, call, 0)()), _weft_E(_weft_T(15, call, 0)()) if _weft_E(_weft_T(16, call, 0)()) else _weft_E(_weft_T(17, call, 0)())
