"""Module.

#ifdef DEBUG
"""
#define LOCAL
#define NAME "main"
import os
#ifdef DEBUG
print("debug")
#else
print("no debug")
#endif
#ifndef DEBUG
print("no debug")
#endif
#ifdefnot MISSING
print("not missing")
#endif
#ifdef LOCAL  # A comment.
print("local")
#  ifdef MISSING
#ifdef MISSING
this is no Python '
#else
print("nested")
#endif
#elifdef DEBUG
print("never")
#endif
#undef LOCAL
#if defined(LOCAL)
print("gone")
#elif LEVEL > 5 and NAME == "main"
print("gone")
#elif LEVEL in (3, 4) and app.MODE.startswith("sl")  # Here.
print("level")
#elif DEBUG
print("not looked at")
#else
print("gone")
#endif
#exclude
print("excluded")
#endexclude
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
