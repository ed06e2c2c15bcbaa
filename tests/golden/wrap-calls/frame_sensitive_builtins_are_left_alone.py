import sys


class A(B):
    def m(self):
        super().m(locals(), vars(), dir(), globals())
        eval("x"), exec("y"), __import__("z"), breakpoint(), compile("", "", "exec")
        type("N", (), {}), type(*args)
        return type(self), vars(self), dir(self), super(A, self).m()
