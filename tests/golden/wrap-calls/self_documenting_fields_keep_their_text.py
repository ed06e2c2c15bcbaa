import sys

print(f"{f(x)=} {f(x)}")
print(f"{f(x)=!r:{width(1)}} {g(f'{h(1)=}')}")
