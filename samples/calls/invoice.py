"""Prints the invoice of one order."""

from collections import namedtuple

Item = namedtuple("Item", "name price count")

ORDER = """\
tea       4.20  3
kettle   31.00  1
biscuits  2.75  4
"""


def parse(line):
    name, price, count = line.split()
    return Item(name, float(price), int(count))


def discount(total):
    return total * 0.1 if total > 50 else 0.0


def invoice(order):
    items = [parse(line) for line in order.splitlines()]
    for item in items:
        print(f"{item.name:10}{item.price * item.count:8.2f}")
    total = sum([item.price * item.count for item in items])
    print(f"{'discount':10}{-discount(total):8.2f}")
    return total - discount(  # Rewriting keeps comments and lines where they are.
        total
    )


print(f"{'to pay':10}{invoice(ORDER):8.2f}")
