"""--in ':Cart.*,:*.route' --not-in ':Cart.hidden' as one expression with `kind`."""; from hooks import wrap as _weft_wrap
a()
class Cart:
    b()
    def total(self, x=c()):
        return [_weft_wrap(d) for _ in _weft_wrap(e)]
    def hidden(self): f()
def f():
    async def route(): await _weft_wrap(g)
