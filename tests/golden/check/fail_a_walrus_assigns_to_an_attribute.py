# A walrus assigns to an attribute.
(a.b := 1)
