(print
 ("first statement"))
value = 1
def fail(): return value / len("")
