# Calls in f-strings: fields, conversions, format specs, nesting, all quotes.
def call(value, *args, **kwargs):
    return value


class Spec:
    def __format__(self, spec):
        return "<" + spec + ">"


x = 3.14159
width = 10
print(f"{call(1)} {call('a')!r} {call(x):.2f} {call(x):{call(width)}.{call(2)}f}|")
print(f'{call("b")!s:>5}', f"{call({'k': 1})['k']}", f"{ {'k': call(2)}['k'] }", f"{call([1])}")
print(f"""{call(
    1,
    2
)} and
{call(3)} {call('''x''')}""")
print(f'''{call("q")} { call("""t""") }''')
print(f"{Spec():{call('x')}y} {Spec():%H:%M} {Spec():{call('a')}{call('b')}} {Spec():>{call(3)}}")
print(f"{{literal}} {{{call(1)}}} {call(1)}{call(2)}{{}}", rf"\d{call(1)}\n", fr'\{call(2)}')
print(f"{call(lambda: 1)()} {(lambda: call(2))()} {call(1) if call(True) else call(0)}")
print(f"{call(1)!r:^{width}}" f"{call(2)}" "plain" f'{call(3)}')
print(f"{call(1):{'>'}{call(5)}} {call(a := 5)} {'a' 'b'.join('cd')}")
print(f"{call(*[1], **{})} {sum(x for x in [1, 2])} {[call(y) for y in range(2)]}")
print(f"{call(1)!a}", f"{call('é')!a}", f"{call('é'):>3}", f"{'é'.upper()}{call('ü')}")
print(f"\N{LATIN SMALL LETTER A WITH DIAERESIS}{call(1)}\N{BULLET}{call(2):\N{GREATER-THAN SIGN}5}")
print("\N{BULLET}".encode("unicode_escape"), f"{call(1)}\x41\u0042\101")
