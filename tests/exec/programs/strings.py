# Strings of every kind next to calls, and texts that only look like calls.
def call(*args):
    return args


print(call("f(x)", 'g(y)', """h(
z)""", '''"i()"'''), "call(1)", 'call("2")')
print(call(r"\d(", b"bytes(", rb'\x(', Rb"(", bR'(', u"u("), "\"(\"", '\'(\'', "\\", call(r"\\"))
print("(" + call(")")[0], "# no comment (", call("#"))  # a comment: call(1, "
print("%s(%s)" % call("a", "b"), "{0}({1})".format(*call("c", "d")), "\
joined(" + call("x")[0])
print(call("a" "b"  # in between
           "c", "d"
           'e'), ("f("
                  "g)").upper())
print("é(".upper(), call("日本(", "🐍)"), "\u00e9(", "\N{BULLET}(", call("𝒳")[0], len("e\u0301"))
text = """
def not_code(): call(1)
""" ; print(text.strip().upper(), call(text)[0] is text)
ä = call("identifier"); ﬁ = call("ligature"); print(ä, fi, ä.count("identifier"))
