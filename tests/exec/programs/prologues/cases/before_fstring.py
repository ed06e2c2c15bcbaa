f"No docstring."
value = len("abc")
def fail(): return value / len("")
