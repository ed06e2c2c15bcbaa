def f(x):
    #%if LEVEL
    return 1
    #%else
    #%if MISSING
    #%endif
    return 2
    #%endif
#ifdef MISSING
