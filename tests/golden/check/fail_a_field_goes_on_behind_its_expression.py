# A field goes on behind its expression.
f'{a = b}'
