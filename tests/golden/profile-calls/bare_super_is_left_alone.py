class C(B):
    def __init__(self, a):
        super().__init__(a)
        super().close()
        super(C, self).close()
