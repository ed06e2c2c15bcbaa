import sys


class C:
    __p = f()

    def m(self):
        return self.__q(__r())
