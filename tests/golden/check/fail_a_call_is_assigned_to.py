# A call is assigned to.
for f() in a: pass
