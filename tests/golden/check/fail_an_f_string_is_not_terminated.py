x = f"a
