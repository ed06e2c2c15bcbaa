from hooks import wrap as _weft_wrap; import sys

if _weft_wrap(f): _weft_wrap(g); _weft_wrap(h)
class C: x = _weft_wrap(f)
def k(): return _weft_wrap(f)
for x in _weft_wrap(f): _weft_wrap(g)
while _weft_wrap(f): break
_weft_wrap(f); _weft_wrap(g);
