"""No newline."""
value = len("abc")
def fail(): return value / len("")