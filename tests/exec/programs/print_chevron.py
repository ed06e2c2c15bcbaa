# `print >>x` is an expression here; `exec` and `print` are names.
import io
import sys


class Stream:
    def __rrshift__(self, other):
        print("shifted", other is print)
        return self


def stream(*args):
    return Stream()


print >>stream(), 1
print >> stream(len("a"))
(print >> stream(), 2, 3)
value = print >> stream() or stream()
try:
    print >>sys.stdout, "hello".upper()
except TypeError as error:
    print("TypeError", "print" in str(error) or "builtin_function_or_method" in str(error))
print >> Stream() if len("ab") else Stream()
print ("space before")
print((1), (2)), print
out = io.StringIO()
print("to file", file=out)
print(out.getvalue(), end="")
show = print
show("as a value"), [print][0]("in a list")
exec ("print('exec with a space')")
