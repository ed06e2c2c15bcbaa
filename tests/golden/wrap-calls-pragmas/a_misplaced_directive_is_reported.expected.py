# weft: enable wrap-calls[with=other:one] -- The run has it anyway.
from hooks import wrap as _weft_wrap; _weft_wrap(f)
# weft: enable profile-calls
_weft_wrap(g)
