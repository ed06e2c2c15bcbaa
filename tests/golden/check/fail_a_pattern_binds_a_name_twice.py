match x:
    case {"a": a, "b": [b, *a]}:
        pass
