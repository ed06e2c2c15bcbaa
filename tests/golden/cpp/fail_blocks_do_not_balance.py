#endif
#else
#ifdef DEBUG
#else
#elif LEVEL
#else
#endif 2
#exclude
#else
#endif
#endexclude
#endexclude
#ifdef DEBUG
#endififdef LEVEL
#endififdef
#ifdef DEBUG
x = """
#endif
"""
