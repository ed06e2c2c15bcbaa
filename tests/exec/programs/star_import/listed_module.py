def listed():
    return str("listed")


def unlisted():
    return "unlisted"


__all__ = [listed.__name__]
__all__.extend(["also_listed"])
also_listed = listed()
