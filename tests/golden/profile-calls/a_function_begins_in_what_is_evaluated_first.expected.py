from weft.runtime import profile as _weft_profile; _weft_enter0, _weft_enter1, _weft_enter2, _weft_enter3, _weft_enter4, _weft_enter5, _weft_enter6, _weft_enter7, _weft_enter8, = _weft_profile(__name__, None, (('test', 1, 0, (('call', 2, 1), )), ('loop', 6, 0, (('call', 8, 1), )), ('context', 11, 0, (('call', 13, 1), )), ('parenthesized', 16, 0, (('open', 17, 1), ('call', 18, 1), )), ('value', 21, 0, (('call', 22, 1), )), ('inner', 26, 1, (('all', 27, 1), ('call', 27, 1), )), ('asynchronous', 31, 0, (('call', 32, 1), )), ('asynchronous_context', 36, 0, (('call', 37, 1), )), ('match', 41, 0, (('call', 42, 1), )), ))
def test():
    if (_weft_run := _weft_enter0(), _weft_T := _weft_run.stamps[0], _weft_E := _weft_run.stamps[1],) and (a or _weft_E(_weft_T(0, call, 0)())):
        pass


def loop():
    for x in (_weft_run := _weft_enter1(), _weft_T := _weft_run.stamps[0], _weft_E := _weft_run.stamps[1],) and (a, b):
        _weft_E(call(_weft_T(0, x)))


def context():
    with (_weft_run := _weft_enter2(), _weft_T := _weft_run.stamps[0], _weft_E := _weft_run.stamps[1],) and (a) as b, c:
        _weft_E(call(_weft_T(0, b)))


def parenthesized():
    with ((_weft_run := _weft_enter3(), _weft_T := _weft_run.stamps[0], _weft_E := _weft_run.stamps[1],) and (_weft_E(open(_weft_T(0, a)))) as b):
        _weft_E(call(_weft_T(1, b)))


def value():
    if ((_weft_run := _weft_enter4(), _weft_T := _weft_run.stamps[0], _weft_E := _weft_run.stamps[1],) and (x := _weft_E(_weft_T(0, call, 0)()))):
        pass


def inner():
    if (_weft_run := _weft_enter5(), _weft_T := _weft_run.stamps[0], _weft_E := _weft_run.stamps[1], _weft_t := _weft_run.inner_stamps[0], _weft_e := _weft_run.inner_stamps[1],) and (_weft_E(all(_weft_T(0, (_weft_e(1, call(_weft_t(1, x))) for x in y))))):
        pass


async def asynchronous():
    async for x in (_weft_run := _weft_enter6(), _weft_T := _weft_run.stamps[0], _weft_E := _weft_run.stamps[1],) and (_weft_E(_weft_T(0, call, 0)())):
        pass


async def asynchronous_context():
    async with (_weft_run := _weft_enter7(), _weft_T := _weft_run.stamps[0], _weft_E := _weft_run.stamps[1],) and (_weft_E(_weft_T(0, call, 0)())):
        pass


def match():
    match (_weft_run := _weft_enter8(), _weft_T := _weft_run.stamps[0], _weft_E := _weft_run.stamps[1],) and (_weft_E(_weft_T(0, call, 0)())):
        case Point(x=0):
            pass
