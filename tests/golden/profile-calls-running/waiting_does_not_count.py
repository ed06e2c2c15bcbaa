def generator(a):
    yield
    yield a
    yield a, b
    x = yield from call(a)
    call((yield call(a)))


async def coroutine(a):
    await call(a)
    return await call(await a)
