# A conversion is missing.
f'{a!}'
