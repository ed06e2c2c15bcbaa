# A complex pattern without real part.
match x:
    case 1j + 1j: pass
