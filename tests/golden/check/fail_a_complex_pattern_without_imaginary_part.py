# A complex pattern without imaginary part.
match x:
    case 1 + 1: pass
