print(next(lines))
print(f(x), y)
print(x)
print(next(lines), end="")
print(*lines)
if x: print(f(x))
print("to", "a", file=log)
(print)(f(x))
print(
    f(x),  # First.
    y,
)
console.print(x)
print(f(x) for x in y)
