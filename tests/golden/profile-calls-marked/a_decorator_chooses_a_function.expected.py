from weft.runtime import profile as _weft_profile; _weft_enter0, _weft_enter1, _weft_enter2, = _weft_profile(__name__, 0.5, (4, 9, 4, ), '5 first\n7 1 call\n10 second\n13 1 call\n14 0 inner\n17 third\n19 1 call'); import weft
from weft import profile as p, shallow_call_profiler


@weft.profile(limit=0.3)
def first(a):
    _weft_run = _weft_enter0(); _weft_T, _weft_E = _weft_run.stamps; return _weft_E(call(_weft_T(0, a)))


@p
def second(a):
    def inner(b):
        return _weft_e(0, call(_weft_t(0, b)))
    _weft_run = _weft_enter1(); _weft_T, _weft_E = _weft_run.stamps; _weft_t, _weft_e = _weft_run.inner_stamps; return _weft_E(inner(_weft_T(1, a)))


@shallow_call_profiler(time_limit=1)
async def third(a):
    _weft_run = _weft_enter2(); _weft_T, _weft_E = _weft_run.stamps; return _weft_E(await call(_weft_T(0, a)))


@other.profile(limit=0.3)
def fourth(a):
    return call(a)
