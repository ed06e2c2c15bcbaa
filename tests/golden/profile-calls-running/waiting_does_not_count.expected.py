from weft.runtime import profile as _weft_profile; _weft_enter0, _weft_enter1, = _weft_profile(__name__, None, (14, 10, ), '1 generator\n5 1 call\n6 1 call\n6 1 call\n9 coroutine\n10 1 call\n11 1 call')
def generator(a):
    _weft_run = _weft_enter0(); _weft_T, _weft_E = _weft_run.stamps; _weft_P, _weft_R = _weft_run.pauses; _weft_R((yield _weft_P(None)))
    _weft_R((yield _weft_P((a))))
    _weft_R((yield _weft_P((a, b))))
    x = _weft_R((yield from _weft_P((_weft_E(call(_weft_T(0, a)))))))
    _weft_E(call((_weft_T(1, (_weft_R((yield _weft_P((_weft_E(call(_weft_T(2, a))))))))))))


async def coroutine(a):
    _weft_run = _weft_enter1(); _weft_T, _weft_E = _weft_run.stamps; _weft_P, _weft_R = _weft_run.pauses; _weft_R((_weft_E(await _weft_P((call(_weft_T(0, a)))))))
    return _weft_R((_weft_E(await _weft_P((call(_weft_T(1, _weft_R((await _weft_P((a)))))))))))
