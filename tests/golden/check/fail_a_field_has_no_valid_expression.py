# A field has no valid expression.
f'{+}'
