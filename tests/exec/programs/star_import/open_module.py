"""A module without `__all__`."""
_private = str("private")


def visible():
    return "visible " + _private.upper()


also_visible = len("four")
computed_all = sorted(name for name in globals() if not name.startswith("_"))
