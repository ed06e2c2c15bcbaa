def f(x):
	assert x
	if x:
		assert (x,
			1)  # c
assert 1
assert 2