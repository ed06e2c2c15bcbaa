# A yield is assigned to.
x = yield = 1
