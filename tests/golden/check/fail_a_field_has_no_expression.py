# A field has no expression.
f'{}'
