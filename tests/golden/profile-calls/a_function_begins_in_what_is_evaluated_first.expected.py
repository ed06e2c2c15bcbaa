from weft.runtime import profile as _weft_profile; _weft_enter0, _weft_enter1, _weft_enter2, _weft_enter3, _weft_enter4, _weft_enter5, _weft_enter6, _weft_enter7, _weft_enter8, = _weft_profile(__name__, None, (4, 4, 4, 8, 4, 9, 4, 4, 4, ), '1 test\n2 1 call\n6 loop\n8 1 call\n11 context\n13 1 call\n16 parenthesized\n17 1 open\n18 1 call\n21 value\n22 1 call\n26 inner\n27 1 all\n27 1 call\n31 asynchronous\n32 1 call\n36 asynchronous_context\n37 1 call\n41 match\n42 1 call')
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
