from weft.runtime import profile as _weft_profile; _weft_enter0, = _weft_profile(__name__, None, (48, ), '2 function\n3 1 one\n4 1 two\n5 1 keyword\n6 1 keyword_first\n7 1 starred\n8 1 double\n9 1 lone\n10 1 parenthesized\n11 1 walrus\n12 1 lam\n13 1 conditional\n14 1 lines')  # After the positional arguments, the keywords' values; then the call.
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
