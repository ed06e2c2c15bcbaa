# A condition assigns.
if f() = 1: pass
