
# weft: off
assert f()
# weft: on

assert f()  # weft: skip
def f():
    # weft: skip
    assert g()

