"""Module."""; import os


class Empty:
    """Nothing else."""


class C:
    r"""
    Several
    lines."""  # Why.
    x = 1
    "no docstring"

    def one(self): "one"
    def two(self): "two"; return 2
    def three(self):
        ("in "
         "parentheses")  # Here.

        return 3
    def four(self):
        """a
        b"""; return 4

    async def five(self):
        "five"
        "not the first"

    def six(self):
        f"no {self}"

    def seven(self):
        b"no"

    # weft: skip
    def eight(self):
        "eight"
        return id(self)
