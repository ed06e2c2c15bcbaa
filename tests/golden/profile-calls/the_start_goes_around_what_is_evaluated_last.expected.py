from weft.runtime import profile as _weft_profile; _weft_enter0, = _weft_profile(__name__, None, (('function', 2, 0, (('one', 3, 1), ('two', 4, 1), ('keyword', 5, 1), ('keyword_first', 6, 1), ('starred', 7, 1), ('double', 8, 1), ('lone', 9, 1), ('parenthesized', 10, 1), ('walrus', 11, 1), ('lam', 12, 1), ('conditional', 13, 1), ('lines', 14, 1), )), ))  # After the positional arguments, the keywords' values; then the call.
def function(a, b, c):
    _weft_run = _weft_enter0(); _weft_T, _weft_E = _weft_run.stamps; _weft_E(one(_weft_T(0, a)))
    _weft_E(two(a, _weft_T(1, b)))
    _weft_E(keyword(a, key=_weft_T(2, b)))
    _weft_E(keyword_first(key=_weft_T(3, a), *b))
    _weft_E(starred(*_weft_T(4, a)))
    _weft_E(double(**_weft_T(5, a)))
    _weft_E(lone(_weft_T(6, (x for x in a))))
    _weft_E(parenthesized((_weft_T(7, a))))
    _weft_E(walrus(_weft_T(8, b := a)))
    _weft_E(lam(_weft_T(9, lambda: 0)))
    _weft_E(conditional(_weft_T(10, a if b else c)))
    _weft_E(lines(
        a,  # one
        _weft_T(11, b),
    ))
