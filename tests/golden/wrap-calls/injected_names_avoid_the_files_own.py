import sys

_weft_wrap = 1
f(_weft__wrap)
