from hooks import call as _weft_wrap; _weft_wrap(print, 1)
