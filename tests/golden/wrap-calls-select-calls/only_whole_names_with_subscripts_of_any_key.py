"""--only 'A,a.b[*].c[k].run,*.execute' --skip 'tmp.execute' --ignore-builtins"""
A(); a.b[0].c["k"].run(); a.b[x[1]].c['k'].run(); a.b[0].c["l"].run()
self.db[0].execute(print(1)); execute(); tmp.execute()
(A or B)(); A()(); f"{A()}".upper(A())
