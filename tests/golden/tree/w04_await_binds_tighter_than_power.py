await x ** 2
await x ** y ** z
-await x
