def function(a):
    print(locals(), vars(), dir(), vars(a), dir(a))

    class C:
        names = locals()

    return lambda: sorted(locals())


import builtins


def aliased():
    look = locals
    return look(), builtins.dir(), sorted(int()), x[0]()
