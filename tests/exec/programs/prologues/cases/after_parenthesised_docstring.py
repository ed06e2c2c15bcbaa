("In "
 "parentheses.")
value = len("abc")
def fail(): return value / len("")
