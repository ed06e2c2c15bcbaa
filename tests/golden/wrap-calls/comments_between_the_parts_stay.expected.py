from hooks import wrap as _weft_wrap; import sys

value = (_weft_wrap(f  # the callee (really)
         ,  # opens
             a,  # first
             # on its own
             b=_weft_wrap(g,  # inner
                 1
             ),
         )  # closes
         )
nothing = _weft_wrap(f
    # no arguments
)
