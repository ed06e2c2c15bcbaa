R"""Raw \d."""  # with a comment
value = len("abc")
def fail(): return value / len("")
