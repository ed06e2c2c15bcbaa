class C:
    @a
# c
    def f(self): pass
