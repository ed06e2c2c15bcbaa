# A number begins with zeros.
x = 0777
