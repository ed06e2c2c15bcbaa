import app
from app import LEVEL
DEBUG = True  # The default.





if 1:
    z()


if 1:
    b()






def f(DEBUG, x=app.settings.MODE):
    if DEBUG: return 1
    app = x
    if app.settings.MODE == "slow": return 2


def g(x):
    if 1: return 1
    if x or DEBUG: return 2
    if 1: return 3

    if 0:
        y = 1
    return y
