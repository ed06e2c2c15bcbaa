from typing import final, get_overloads, overload


@overload
def f(x: int): ...
def f(x): ...


@final
class C: ...


print(get_overloads(f))
