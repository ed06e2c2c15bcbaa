"""Doc."""; from __future__ import division
from __future__ import (
    generators,
); from hooks import wrap as _weft_wrap  # last
_weft_wrap(f)
