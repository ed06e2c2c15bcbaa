# A not behind an operator.
x = a + not b
