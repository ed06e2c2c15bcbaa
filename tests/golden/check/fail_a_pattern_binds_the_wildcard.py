# A pattern binds the wildcard.
match x:
    case a as _: pass
