def print(*args):
    pass


print("mine")


def f(pprint):
    pprint(1)
