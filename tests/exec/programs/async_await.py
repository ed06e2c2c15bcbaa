# Coroutines, async generators, `async for`, `async with`, async comprehensions.
import asyncio


def say(value):
    print("say", value)
    return value


async def double(x):
    await asyncio.sleep(0)
    return x * 2


async def numbers(n):
    for i in range(n):
        yield i
        await asyncio.sleep(0)


class Resource:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        print("enter", self.name)
        return self

    async def __aexit__(self, *error):
        print("exit", self.name, error[0] and error[0].__name__)
        return str(error[1]) == "swallowed"


def decorate(function):
    async def inner(*args):
        return await function(*args)

    return inner


@decorate
async def main():
    print(await double(1), await (double)(2), await double(await double(3)), -await double(4))
    print(max(await double(1), await double(2)), str(await double(5)), [await double(i) for i in range(3)])
    async for i in numbers(say(2)):
        print("for", i)
    print([i async for i in numbers(3)], {i: await double(i) async for i in numbers(2)})
    print([await double(i) async for i in numbers(2) if await double(i)], sum([i async for i in numbers(4)]))
    async with Resource(say("one")) as one, Resource(str("two")) as two:
        print(one.name, two.name)
    async with Resource("three"):
        raise ValueError("swallowed")
    print(await asyncio.gather(double(1), double(2), *[double(i) for i in (3, 4)]))
    task = asyncio.ensure_future(double(21))
    print(await task, (await double(3)).__add__(1), f"{await double(4)} {str(await double(5))}")
    generator = numbers(5)
    print(await generator.__anext__(), await generator.asend(None))
    await generator.aclose()
    try:
        await asyncio.wait_for(asyncio.sleep(10), say(0.01))
    except asyncio.TimeoutError:
        print("timeout")
    return (lambda value: say(value))(await double(8))


print(asyncio.run(main()))
