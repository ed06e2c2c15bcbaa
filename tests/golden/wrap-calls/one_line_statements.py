import sys

if f(): g(); h()
class C: x = f()
def k(): return f()
for x in f(): g()
while f(): break
f(); g();
