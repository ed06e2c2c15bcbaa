# newline: mixed
"""A docstring."""


def call(*args):
    return args


def fail():
    return call(1)[1]


print(call(
    1,
    2,  # comment
), repr("""a
b
c"""))
try:
    fail()
except IndexError as error:
    frame = error.__traceback__
    while frame.tb_next:
        frame = frame.tb_next
    print(error.__traceback__.tb_lineno, frame.tb_lineno)
