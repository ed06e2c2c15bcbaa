# A print statement.
print 'a'
