# A star without operand in a call.
f(*)
