# vim: set fileencoding=cp1252 :
# encoding: cp1252
# Another encoding, with characters that Latin-1 has elsewhere.
print(ascii("€“”".lower()), len("€"), ascii(f"{'€'.strip()}…{len('—')}"))
