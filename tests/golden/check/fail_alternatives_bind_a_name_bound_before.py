match x:
    case [a, [a] | {"a": a}]:
        pass
