import inspect
def f(a: int):
    b = 0
    return inspect.signature(f)
