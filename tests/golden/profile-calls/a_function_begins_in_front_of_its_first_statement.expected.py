from weft.runtime import profile as _weft_profile; _weft_enter0, _weft_enter1, _weft_enter2, _weft_enter3, _weft_enter4, _weft_enter5, = _weft_profile(__name__, None, (4, 4, 0, 4, 0, 0, ), '1 statement\n2 1 call\n5 one_line\n5 1 call\n8 docstring\n12 docstring_and_more\n14 1 call\n18 C.method\n22 coroutine')
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
