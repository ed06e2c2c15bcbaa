def test():
    if a or call():
        pass


def loop():
    for x in a, b:
        call(x)


def context():
    with a as b, c:
        call(b)


def parenthesized():
    with (open(a) as b):
        call(b)


def value():
    if (x := call()):
        pass


def inner():
    if all(call(x) for x in y):
        pass


async def asynchronous():
    async for x in call():
        pass


async def asynchronous_context():
    async with call():
        pass


def match():
    match call():
        case Point(x=0):
            pass
