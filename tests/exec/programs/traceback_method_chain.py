# requires: 3.10
# differs: traceback
# exit: 1
# Wrong today: since 3.10, CPython gives a method call the line of the method's name. The
# wrapper's call begins at the first line of the chain, and that is the line it gets.
# Nothing that keeps the source's lines can say otherwise; only a compile step can.


class Chain:
    def step(self):
        return self

    def fail(self):
        raise ValueError("third line")


(Chain()
 .step()
 .fail()
 .step())
