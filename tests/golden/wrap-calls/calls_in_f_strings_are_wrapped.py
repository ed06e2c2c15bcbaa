import sys

a = f"{f(x)} {f(x)!r} {f(x):>{width(1)}}"
b = f'{ {1: 2}.get(1) } {(lambda: f(1))()}'
c = f"""
{f(
    x
)}
"""
d = "plain" f"{f(x)}" 'f(x)'
