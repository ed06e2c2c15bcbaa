# A call is annotated.
f(): int
