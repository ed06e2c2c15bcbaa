# Two kinds of except.
try: pass
except A: pass
except* B: pass
