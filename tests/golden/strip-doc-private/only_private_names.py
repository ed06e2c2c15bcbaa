"""Module."""
def public(): "Public."
def _private(): "Private."
class _C:
    "Private."
    def m(self): "Public."
    def __init__(self): "Private."
