x = 1
class C(B): pass
@d
def f(): pass
