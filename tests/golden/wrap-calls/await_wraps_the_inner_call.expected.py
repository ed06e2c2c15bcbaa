from hooks import wrap as _weft_wrap; import sys


async def f():
    await _weft_wrap(g, 1)
    async with _weft_wrap(a, 1) as b, _weft_wrap(c):
        async for x in _weft_wrap(d, await _weft_wrap(e)):
            [y async for y in _weft_wrap(x) if await _weft_wrap(z)]
    return _weft_wrap((await _weft_wrap(h)))
