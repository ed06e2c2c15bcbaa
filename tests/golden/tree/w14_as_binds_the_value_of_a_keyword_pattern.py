match x:
    case C(x=1 as y, z=-1): pass
    case {-1: a, b.c: _, "k": None, 1 + 2j: [*_], **r}: pass
    case (a | b.c | -1 as d): pass
    case *e, (f,): pass
    case C(_=1) | _.a: pass
