(next(lines))
(f(x), y)

print(next(lines), end="")
print(*lines)
if x: (f(x))

(print)(f(x))
(
    f(x),  # First.
    y,
)

(f(x) for x in y)
