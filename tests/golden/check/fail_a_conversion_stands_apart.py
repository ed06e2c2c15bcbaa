# A conversion stands apart.
f'{a! r}'
