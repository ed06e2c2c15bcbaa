"Module."
"a string"
def f(): pass
