import inspect
def f(a: int):
    b: int = 0
    return inspect.signature(f)
