# Recursion works to half the depth at least, and too much of it is an error, not a crash.
import sys

sys.setrecursionlimit(4000)


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


def mutual(n):
    return "even" if n == 0 else other(n - 1)


def other(n):
    return "odd" if n == 0 else mutual(n - 1)


class Node:
    def __init__(self, n):
        self.child = Node(n - 1) if n else None

    def count(self):
        return 1 + (self.child.count() if self.child else 0)


print(depth(1000), mutual(1001), Node(200).count())


def endless():
    return endless()


try:
    endless()
except RecursionError as error:
    print(type(error).__name__, str(error).split(" while")[0])


def ackermann(m, n):
    return n + 1 if m == 0 else ackermann(m - 1, 1) if n == 0 else ackermann(m - 1, ackermann(m, n - 1))


print(ackermann(2, 5))
