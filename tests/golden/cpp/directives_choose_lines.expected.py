"""Module.

#ifdef DEBUG
"""


import os

print("debug")







print("not missing")


print("local")
#  ifdef MISSING



print("nested")










print("level")








x = """
#ifdef DEBUG
""" + 'a \
#ifdef DEBUG'
def f(x):
    # ifdef x
    #ifdef DEBUG
    return x
#if x:
#    return y
#else:
#    return z
#endifs
#
