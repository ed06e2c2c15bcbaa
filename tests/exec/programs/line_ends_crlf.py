# newline: crlf
"""A docstring
over lines."""


def call(*args):
    return args


print(call(
    1,
    2,  # comment
), call \
    (3))
print(repr("""text
text"""), repr(f"""{call(
    4)}
"""))
with open(__file__, "rb") as file:
    data = file.read()
print(data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r"))
raise SystemExit(call(0)[0])
