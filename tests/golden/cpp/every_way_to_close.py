#ifdef DEBUG
#ifdef LEVEL
#ifdef MISSING
a = 1
#endif 3
#ifdef MISSING
#ifdef DEBUG
b = 1
#endififdef DEBUG
c = 1
#endififdef MISSING
d = 1
#ifdef MISSING
#if LEVEL
e = 1
#endifall
f = 1
#ifdef MISSING
g = 1
#elseif LEVEL
h = 1
#elseifdef DEBUG
i = 1
#elifndef MISSING
j = 1
#else
k = 1
#endif  # LEVEL
