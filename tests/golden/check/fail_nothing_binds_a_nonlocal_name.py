x = 1
class C:
    x = 2
    def f(self):
        nonlocal x
