match x:
    case [a, b] | {"b": b}:
        pass
