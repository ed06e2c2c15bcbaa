# requires: 3.12
# The f-strings of 3.12: the same quotes, comments, line breaks, backslashes.
def call(value, *rest):
    return value


names = ["a", "b"]
print(f"{call("same quotes")} {", ".join(names)} {call(f"{call(f"{call(1)}")}")}")
print(f"{call("\n").encode()} {'\t'.join(names)!r} {call('\N{BULLET}')}")
print(f"{call(  # a comment in a field
    1,
    2,
)} after")
print(f"{
    call("x")  # comment
    !r
}")
print(f"{call({"a": call("b")})["a"]:{call(">")}{call("5")}}", f"{f"{f"{f"{call(1)}"}"}"}")
print(f'{call('x')=} {call(1)=!s} {f'{call(1)=}'}')
print(f"{names[call(0)]}{call(lambda: "in lambda")()}{call('''t
t''')}")
