def fail():
    return int("x")


# exit: 1
# Nothing stands above the definition, so the prologue adds a line, and says so.
fail()
