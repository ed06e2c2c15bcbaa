# weft: enable wrap-calls[with=other:one] -- The run has it anyway.
f()
# weft: enable profile-calls
g()
