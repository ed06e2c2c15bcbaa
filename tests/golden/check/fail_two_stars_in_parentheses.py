# Two stars in parentheses.
(**a)
