from weft.runtime import profile as _weft_profile; _weft_enter0, _weft_enter1, = _weft_profile(__name__, None, (41, 4, ), '1 function\n2 1 sum\n2 1 int\n3 1 str\n3 1 repr\n3 1 range\n3 1 bool\n4 0 rows.sort\n4 1 len\n6 1 base\n7 1 compute\n9 function.<locals>.Local.method\n10 1 helper')
def function(rows):
    _weft_run = _weft_enter0(); _weft_T, _weft_E = _weft_run.stamps; _weft_t, _weft_e = _weft_run.inner_stamps; total = _weft_E(sum(_weft_T(0, (_weft_e(1, int(_weft_t(1, row))) for row in rows))))
    names = {_weft_e(2, str(_weft_t(2, row))): [_weft_e(3, repr(_weft_t(3, x))) for x in _weft_e(4, range(_weft_t(4, row)))] for row in rows if _weft_e(5, bool(_weft_t(5, row)))}
    _weft_E(rows.sort(key=_weft_T(6, lambda row: _weft_e(7, len(_weft_t(7, row))))))

    class Local(_weft_E(_weft_T(8, base, 0)())):
        value = _weft_e(9, _weft_t(9, compute, 0)())

        def method(self):
            _weft_run = _weft_enter1(); _weft_T, _weft_E = _weft_run.stamps; return _weft_E(helper(_weft_T(0, self)))

    return total, names, Local
