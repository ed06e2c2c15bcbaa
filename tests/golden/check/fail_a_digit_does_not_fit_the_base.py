# A digit does not fit the base.
x = 0o18
