# A lambda in a field has no parentheses.
f'{lambda x:1}'
