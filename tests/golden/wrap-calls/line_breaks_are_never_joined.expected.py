from hooks import wrap as _weft_wrap; _weft_wrap(f\ 
)
_weft_wrap(g\
)
