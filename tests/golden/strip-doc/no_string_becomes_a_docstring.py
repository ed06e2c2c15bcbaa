"Module."
"a string"
def f(): "f"
