[], [a], (), (a,), {}, {a: b, **c}, {d}
[x for x in y if z if w for v in u]
{x for x in y}
{x: y async for x in z}
(x for x in y)
...
