# A conversion is unknown.
f'{a!x}'
