import app
from app import LEVEL
DEBUG = True  # The default.
if DEBUG: print("debug")
if DEBUG and app.x():
    x()
elif LEVEL > 3:
    y()
else:
    z()
if app.settings.MODE == "fast":
    a()
elif app.settings.MODE in ("slow", "slower"):
    b()
else:
    c()
while DEBUG:
    d()


def f(DEBUG, x=app.settings.MODE):
    if DEBUG: return 1
    app = x
    if app.settings.MODE == "slow": return 2


def g(x):
    if not DEBUG: return 1
    if x or DEBUG: return 2
    if not DEBUG or x: return 3
    elif x: return 4
    if DEBUG:
        y = 1
    return y
