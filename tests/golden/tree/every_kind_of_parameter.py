def f(a, b=1, /, c: int = 2, *d: str, e, f=3, **g): pass
def h(*, a): pass
lambda *a, b=1, **c: 0
lambda: 0
async def k(): pass
