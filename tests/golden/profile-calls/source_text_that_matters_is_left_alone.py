def function(a, b: call() = call()) -> call():
    x: call() = call()
    return f"{call()=} {call()!r:{call()}} {{}} { {1}.pop() }"


def generic[T: call()](a):
    type Alias = call(a)
    def inner[U: call()](b): return call(b)
    return inner
