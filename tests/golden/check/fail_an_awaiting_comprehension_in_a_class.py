async def f():
    class A:
        x = {await y for y in z}
