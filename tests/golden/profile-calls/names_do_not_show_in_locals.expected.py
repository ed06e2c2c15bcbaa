from weft.runtime import profile as _weft_profile; _weft_enter0, _weft_enter1, = _weft_profile(__name__, None, (37, 20, ), '1 function\n2 1 print\n2 1 locals\n2 1 vars\n2 1 dir\n2 1 vars\n2 1 dir\n5 1 locals\n7 1 sorted\n7 1 locals\n13 aliased\n15 0 look\n15 1 builtins.dir\n15 1 sorted\n15 1 int\n15 0 x[0]')
def function(a):
    _weft_run = _weft_enter0(); _weft_T, _weft_E = _weft_run.stamps; _weft_t, _weft_e = _weft_run.inner_stamps; _weft_E(print(_weft_E(_weft_T(1, locals, 0)()), _weft_E(_weft_T(2, vars, 0)()), _weft_E(_weft_T(3, dir, 0)()), _weft_E(vars(_weft_T(4, a))), _weft_T(0, dir(_weft_T(5, a)))))

    class C:
        names = _weft_e(6, _weft_t(6, locals, 0)())

    return lambda: _weft_e(7, sorted(_weft_t(7, _weft_e(8, _weft_t(8, locals, 0)()))))


import builtins


def aliased():
    _weft_run = _weft_enter1(); _weft_T, _weft_E = _weft_run.stamps; look = locals
    return _weft_E(_weft_T(0, look, 0)()), _weft_E(_weft_T(1, builtins.dir, 0)()), _weft_E(sorted(_weft_T(2, _weft_T(3, int)()))), _weft_E(_weft_T(4, x[0], 0)())
