text = "a" b"b"  # The next token counts.
