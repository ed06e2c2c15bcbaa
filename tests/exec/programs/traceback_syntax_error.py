# exit: 1
# Errors inside of `compile`, `exec` and `import` keep their own lines.
import sys

try:
    compile("a\nb\nc(", "<text>", "exec")
except SyntaxError as error:
    print(error.filename, error.lineno)
try:
    exec("def f():\n    return 1 / 0\nf()", {})
except ZeroDivisionError as error:
    print(error.__traceback__.tb_lineno)
sys.stdout.flush()
eval("\n\n1 / 0")
