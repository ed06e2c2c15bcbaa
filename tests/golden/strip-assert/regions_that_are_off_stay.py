assert 1
# weft: off
assert f()
# weft: on
assert 2
assert f()  # weft: skip
def f():
    # weft: skip
    assert g()
    assert g()
