"""Module."""
def public(): "Public."
def _private(): pass
class _C:

    def m(self): "Public."
    def __init__(self): pass
