# Private names are mangled as before, in calls and around them.
class Private:
    __count = 0

    def __init__(self):
        self.__value = len("abc")
        self.__method = self.__bound

    def __bound(self, *args, __k=1):
        return args, __k

    def use(self):
        __local = str(1)
        return self.__bound(1), self.__method(2, _Private__k=3), self.__value, __local, self.__class__.__name__

    @classmethod
    def __make(cls):
        return cls()

    @classmethod
    def make(cls):
        return cls.__make().use(), Private.__make().use(), cls.__count.__add__(1)

    def call_global(self):
        return _Private__helper(1), __helper(2), self.__dunder__()

    def __dunder__(self):
        return "dunder"

    class __Inner:
        def __init__(self):
            self.__x = 1

    def inner(self):
        return vars(self.__Inner()), [self.__bound(x) for x in range(2)], (lambda: self.__bound(3))()


def _Private__helper(x):
    return ("helper", x)


print(Private().use(), Private.make(), Private().call_global(), Private().inner())


class _Leading:
    def __private(self):
        return "leading"

    def use(self):
        return self.__private(), self._Leading__private()


class __:
    def __only(self):
        return "unmangled"

    def use(self):
        return self.__only()


print(_Leading().use(), __().use())
