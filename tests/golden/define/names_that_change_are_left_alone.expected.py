import app
DEBUG = False
DEBUG = app.debug()
if DEBUG: a()
app.settings.MODE = "fast"
if app.settings.MODE == "slow": b()
