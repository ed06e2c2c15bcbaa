from weft.runtime import profile as _weft_profile; _weft_enter0, = _weft_profile(__name__, None, (29, ), '1 function\n2 1 call\n3 1 call\n4 0 a.call\n5 1 outer\n5 1 call\n6 1 call\n6 1 call')
async def function(a):
    _weft_run = _weft_enter0(); _weft_T, _weft_E = _weft_run.stamps; _weft_t, _weft_e = _weft_run.inner_stamps; _weft_E(await call(_weft_T(0, a)))
    _weft_E(await (call(_weft_T(1, a))))
    _weft_E(await _weft_T(2, a).call()) ** 2
    _weft_E(outer(_weft_T(3, await call(_weft_T(4, a)))))
    return [_weft_e(5, await call(_weft_t(5, x))) async for x in _weft_E(call(_weft_T(6, a)))]
