# requires: 3.11
# Exception groups.


def kind(error):
    print("kind", error.__name__)
    return error


def fail(*errors):
    raise ExceptionGroup(str("group"), [error(str(number)) for number, error in enumerate(errors)])


try:
    fail(ValueError, TypeError, KeyError)
except* kind(ValueError) as group:
    print("values", len(group.exceptions), group.exceptions[0].args)
except* (kind(TypeError), kind(OSError)) as group:
    print("types", [repr(error) for error in group.exceptions])
except* KeyError:
    print("key")
else:
    print("never")
finally:
    print("finally", str("done"))

try:
    try:
        fail(ValueError, ZeroDivisionError)
    except* ValueError:
        print("partly handled")
except ExceptionGroup as rest:
    print("rest", rest.subgroup(lambda error: isinstance(error, ZeroDivisionError)) is not None)
