# weft: enable profile-calls
f()
