# A conversion is no name.
f'{a!1}'
