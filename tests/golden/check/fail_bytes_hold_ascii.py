data = b"é"
