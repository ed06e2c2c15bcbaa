"""--in ':Cart.*,:*.route' --not-in ':Cart.hidden' as one expression with `kind`."""
a()
class Cart:
    b()
    def total(self, x=c()):
        return [d() for _ in e()]
    def hidden(self): f()
def f():
    async def route(): await g()
