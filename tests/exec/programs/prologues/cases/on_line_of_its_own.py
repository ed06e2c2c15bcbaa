def divide():
    return int("1") / len("")


value = len("abc")
