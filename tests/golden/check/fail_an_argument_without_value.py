# An argument without value.
f(a=)
