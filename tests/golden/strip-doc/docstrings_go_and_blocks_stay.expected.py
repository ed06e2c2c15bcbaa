import os


class Empty:
    pass


class C:


    # Why.
    x = 1
    "no docstring"

    def one(self): pass
    def two(self): return 2
    def three(self):

         # Here.

        return 3
    def four(self):
        """a
        b"""; return 4

    async def five(self):
        pass
        "not the first"

    def six(self):
        f"no {self}"

    def seven(self):
        b"no"

    # weft: skip
    def eight(self):
        "eight"
        return id(self)
