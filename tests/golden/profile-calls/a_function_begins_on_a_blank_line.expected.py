from weft.runtime import profile as _weft_profile; _weft_enter0, _weft_enter1, _weft_enter2, _weft_enter3, = _weft_profile(__name__, None, (4, 4, 8, 4, ), '1 blank\n4 1 call\n7 comment\n10 1 call\n13 comment_further_out\n16 1 call\n18 1 call\n21 tabs\n23 1 call')
def blank():
    _weft_run = _weft_enter0(); _weft_T, _weft_E = _weft_run.stamps
    for x in y:
        _weft_E(call(_weft_T(0, x)))


def comment():
    _weft_run = _weft_enter1(); _weft_T, _weft_E = _weft_run.stamps    # Why.
    while x:
        _weft_E(call(_weft_T(0, x)))


def comment_further_out():
    _weft_run = _weft_enter2(); _weft_T, _weft_E = _weft_run.stamps  # Why.
    try:
        _weft_E(call(_weft_T(0, x)))
    except E:
        _weft_E(call(_weft_T(1, x)))


def	tabs():
	_weft_run = _weft_enter3(); _weft_T, _weft_E = _weft_run.stamps 	#
	while _weft_E(_weft_T(0, call, 0)()):
		pass
