import weft
from weft import profile as p, shallow_call_profiler


@weft.profile(limit=0.3)
def first(a):
    return call(a)


@p
def second(a):
    def inner(b):
        return call(b)
    return inner(a)


@shallow_call_profiler(time_limit=1)
async def third(a):
    return await call(a)


@other.profile(limit=0.3)
def fourth(a):
    return call(a)
