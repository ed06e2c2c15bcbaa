_weft_run = _weft_T = _weft_enter7 = 1


def function(a):
    return call(a)
