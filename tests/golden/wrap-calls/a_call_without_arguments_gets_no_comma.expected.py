from hooks import wrap as _weft_wrap; import sys

now = _weft_wrap(clock)
spaced = _weft_wrap(clock )
apart = _weft_wrap(clock )
