# Each place the prologue may stand at leaves the docstring and the lines alone.
import importlib

for name in (
    "after_docstring after_docstring_and_futures after_one_line after_raw_docstring before_bytes before_fstring "
    "before_import before_expression on_blank_line on_comment_line on_line_of_its_own on_decorator_line after_semicolon "
    "after_concatenation after_parenthesised_docstring only_docstring tail_without_newline future_then_docstring"
).split():
    module = importlib.import_module("cases." + name)
    print(name, repr(module.__doc__), module.value, getattr(module, "line", None))
    try:
        module.fail()
    except ZeroDivisionError as error:
        frame = error.__traceback__
        while frame.tb_next:
            frame = frame.tb_next
        print("line", frame.tb_lineno)
    except AttributeError:
        print("no function")
