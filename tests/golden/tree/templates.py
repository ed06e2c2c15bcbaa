t"{a} {b!r:>{c}}" f"{d}"
