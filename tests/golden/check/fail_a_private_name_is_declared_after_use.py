class C:
    def f(self):
        _C__x = 1
        global __x
