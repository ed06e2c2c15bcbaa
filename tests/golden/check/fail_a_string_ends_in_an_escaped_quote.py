# A string ends in an escaped quote.
x = 'a\'
