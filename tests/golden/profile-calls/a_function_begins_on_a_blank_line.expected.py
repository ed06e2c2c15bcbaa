from weft.runtime import profile as _weft_profile; _weft_enter0, _weft_enter1, _weft_enter2, _weft_enter3, = _weft_profile(__name__, None, (('blank', 1, 0, (('call', 4, 1), )), ('comment', 7, 0, (('call', 10, 1), )), ('comment_further_out', 13, 0, (('call', 16, 1), ('call', 18, 1), )), ('tabs', 21, 0, (('call', 23, 1), )), ))
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
