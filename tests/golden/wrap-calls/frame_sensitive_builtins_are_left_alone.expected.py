from hooks import wrap as _weft_wrap; import sys


class A(B):
    def m(self):
        _weft_wrap(super().m, locals(), vars(), dir(), globals())
        eval("x"), exec("y"), __import__("z"), breakpoint(), compile("", "", "exec")
        type("N", (), {}), type(*args)
        return _weft_wrap(type, self), _weft_wrap(vars, self), _weft_wrap(dir, self), _weft_wrap(_weft_wrap(super, A, self).m)
