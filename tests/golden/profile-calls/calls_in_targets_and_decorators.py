def function(a):
    call(a).x = 1
    call(a)[call()] += 1
    del call(a)[0]
    for call(a).x in call():
        pass

    @decorator(a)
    @other.decorator()
    def inner(b=default()):
        pass

    global g
    assert call(a), call()
    print >>call(a), call()
    return not call(), -call(), call() if call() else call()
