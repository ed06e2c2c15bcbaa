# A tuple is annotated.
(a, b): int
