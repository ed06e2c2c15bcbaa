from weft.runtime import profile as _weft_profile; _weft_enter0, _weft_enter1, _weft_enter2, _weft_enter3, _weft_enter4, _weft_enter5, = _weft_profile(__name__, None, (('statement', 1, 0, (('call', 2, 1), )), ('one_line', 5, 0, (('call', 5, 1), )), ('docstring', 8, 0, ()), ('docstring_and_more', 12, 0, (('call', 14, 1), )), ('C.method', 18, 0, ()), ('coroutine', 22, 0, ()), ))
def statement():
    _weft_run = _weft_enter0(); _weft_T, _weft_E = _weft_run.stamps; return _weft_E(_weft_T(0, call, 0)())


def one_line(): _weft_run = _weft_enter1(); _weft_T, _weft_E = _weft_run.stamps; return _weft_E(_weft_T(0, call, 0)())


def docstring():
    """What it does."""; _weft_run = _weft_enter2()


def docstring_and_more():
    ("What it does."); _weft_run = _weft_enter3(); _weft_T, _weft_E = _weft_run.stamps  # Why.
    _weft_E(_weft_T(0, call, 0)())


class C:
    def method(self):
        _weft_run = _weft_enter4(); x = 1; y = 2


async def coroutine():
    _weft_run = _weft_enter5(); pass
