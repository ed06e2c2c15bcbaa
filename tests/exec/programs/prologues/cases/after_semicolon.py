"""With a semicolon.""" ;
value = len("abc")
def fail(): return value / len("")
