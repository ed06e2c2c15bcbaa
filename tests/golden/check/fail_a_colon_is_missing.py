# A colon is missing.
if a
    b
