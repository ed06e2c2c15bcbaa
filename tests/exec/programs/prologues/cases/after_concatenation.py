"Two " \
    'parts.'
value = len("abc")
def fail(): return value / len("")
