print >>f, x
print >> f or g
exec
