call()
x = lambda: call()
