from weft.runtime import profile as _weft_profile; _weft_enter0, _weft_enter1, = _weft_profile(__name__, None, (24, 8, ), '1 function\n3 1 call\n4 1 kind\n5 1 call\n7 1 call\n15 1 call\n18 1 call\n21 nested\n24 1 call\n28 1 call')
def function():
    try:
        _weft_run = _weft_enter0(); _weft_T, _weft_E = _weft_run.stamps; _weft_E(_weft_T(0, call, 0)())
    except _weft_E(_weft_T(1, kind, 0)()):
        _weft_E(_weft_T(2, call, 0)())
    except (ValueError, other.Exception):
        _weft_E(_weft_T(3, call, 0)())
    except (ValueError, KeyboardInterrupt):
        call()
    except RecursionError:
        call()
    except:
        call()
    else:
        _weft_E(_weft_T(4, call, 0)())
    finally:
        call()
    _weft_E(_weft_T(5, call, 0)())


def nested():
    try:
        try:
            _weft_run = _weft_enter1(); _weft_T, _weft_E = _weft_run.stamps; _weft_E(_weft_T(0, call, 0)())
        finally:
            call()
    except OSError as error:
        _weft_E(call(_weft_T(1, error)))
