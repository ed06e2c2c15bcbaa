a + b - c * d @ e / f % g ** h << i >> j | k ^ l & m // n
~a, +a, -a, not a
a == b != c < d <= e > f >= g is h is not i in j not in k
a and b or c and d and e
a += 1; a -= 1; a *= 1; a @= 1; a /= 1; a %= 1; a **= 1; a <<= 1
a >>= 1; a |= 1; a ^= 1; a &= 1; a //= 1
