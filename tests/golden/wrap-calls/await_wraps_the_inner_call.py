import sys


async def f():
    await g(1)
    async with a(1) as b, c():
        async for x in d(await e()):
            [y async for y in x() if await z()]
    return (await h())()
