data = b"ab\x4"
