def loop():
    while call():
        pass


def definition():
    def inner():
        return call()
