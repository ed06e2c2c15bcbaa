import sys

now = clock()
spaced = clock( )
apart = clock ()
