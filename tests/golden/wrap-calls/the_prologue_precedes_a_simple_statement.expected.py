# A comment.

from hooks import wrap as _weft_wrap; x = _weft_wrap(f)
