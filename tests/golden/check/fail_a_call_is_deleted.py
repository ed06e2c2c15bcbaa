# A call is deleted.
del f()
