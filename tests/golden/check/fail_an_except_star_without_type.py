# An except star without type.
try: pass
except*: pass
