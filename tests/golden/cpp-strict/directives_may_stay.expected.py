def f(x):
    #%if LEVEL
    return 1





#ifdef MISSING
