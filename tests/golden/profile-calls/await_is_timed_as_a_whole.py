async def function(a):
    await call(a)
    await (call(a))
    await a.call() ** 2
    outer(await call(a))
    return [await call(x) async for x in call(a)]
