# A decorator ends its block.
class A:
    @b
c
