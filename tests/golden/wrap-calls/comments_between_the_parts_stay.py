import sys

value = (f  # the callee (really)
         (  # opens
             a,  # first
             # on its own
             b=g(  # inner
                 1
             ),
         )  # closes
         )
nothing = f(
    # no arguments
)
