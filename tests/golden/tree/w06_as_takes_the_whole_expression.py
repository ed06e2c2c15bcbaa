with a if b else c as d: pass
with lambda: a as b: pass
try: pass
except A if b else C as e: pass
