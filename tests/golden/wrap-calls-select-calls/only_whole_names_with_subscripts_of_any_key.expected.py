"""--only 'A,a.b[*].c[k].run,*.execute' --skip 'tmp.execute' --ignore-builtins"""; from hooks import wrap as _weft_wrap
_weft_wrap(A); _weft_wrap(a.b[0].c["k"].run); _weft_wrap(a.b[x[1]].c['k'].run); a.b[0].c["l"].run()
_weft_wrap(self.db[0].execute, print(1)); execute(); tmp.execute()
(A or B)(); _weft_wrap(_weft_wrap(A)); f"{_weft_wrap(A)}".upper(_weft_wrap(A))
