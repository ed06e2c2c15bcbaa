# Short-circuiting: what is not reached is not called.
def say(value):
    print("say", value)
    return value


print(say(0) and say(1) or say(2) and say(3))
print(say(1) if say(0) else say(2))
print(say(1) < say(2) > say(3) < say(4))
print(not say(0) and not say(1))
print(say([]) or say({}) or say("last"))
print(any(say(x) for x in (0, 1, 2)), all(say(x) for x in (1, 0, 2)))
while say(0) or say(False):
    pass
else:
    print("else")
print((say(1), say(2)) [say(0)], [say(3)][-1] is not None and say(4) in [say(5), say(4)])
x = say(1) and None
print(x if x is not None else say("default"))
assert say(True) or say("never")
