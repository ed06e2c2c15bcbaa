# A pattern binds a call.
match x:
    case a as 1: pass
