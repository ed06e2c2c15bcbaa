match x:
    case f"{y}":
        pass
    case {f"": z}:
        pass
