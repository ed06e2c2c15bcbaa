# A condition assigns to a name.
if a = 1: pass
