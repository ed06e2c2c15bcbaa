from weft.runtime import profile as _weft_profile; _weft_enter0, _weft_enter1, _weft_enter2, = _weft_profile(__name__, None, (16, 0, 4, ), '1 function\n2 1 call\n3 1 call\n3 1 call\n3 0 {1}.pop\n6 generic\n8 generic.<locals>.inner\n8 1 call')
def function(a, b: call() = call()) -> call():
    _weft_run = _weft_enter0(); _weft_T, _weft_E = _weft_run.stamps; x: call() = _weft_E(_weft_T(0, call, 0)())
    return f"{call()=} {_weft_E(_weft_T(1, call, 0)())!r:{_weft_E(_weft_T(2, call, 0)())}} {{}} { _weft_E(_weft_T(3, {1}).pop()) }"


def generic[T: call()](a):
    _weft_run = _weft_enter1(); type Alias = call(a)
    def inner[U: call()](b): _weft_run = _weft_enter2(); _weft_T, _weft_E = _weft_run.stamps; return _weft_E(call(_weft_T(0, b)))
    return inner
