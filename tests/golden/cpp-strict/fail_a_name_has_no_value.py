#%ifdef MISSING
#%endif
    #%if defined(MISSING) or LEVEL
x = 1
  #%endif
#if not a directive
#%if MISSING
#%endif
