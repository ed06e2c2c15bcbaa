*x = y
