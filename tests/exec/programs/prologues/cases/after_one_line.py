"""One line."""; value = len("abc")
def fail(): return value / len("")
