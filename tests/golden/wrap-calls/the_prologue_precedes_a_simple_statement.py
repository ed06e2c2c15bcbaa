# A comment.

x = f()
