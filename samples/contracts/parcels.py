"""Prints what a few parcels cost."""

PARCELS = """\
Oslo    2.5  3
Lima    0.8  1
Accra   two  4
Quito   1.1  2
"""


def parse(line: str) -> tuple:
    town, weight, count = line.split()
    if weight[0].isdigit():
        weight = float(weight)
    return town, weight, int(count)


def price(weight: float, count: int) -> float:
    return weight * count * 2


def report(text: str) -> None:
    for line in text.splitlines():
        town, weight, count = parse(line)
        print(f"{town:6}", price(weight, count))


report(PARCELS)
