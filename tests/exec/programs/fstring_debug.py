# A field with `=` shows its own source, so it stays as it is written.
def call(value):
    return value


x = 1
print(f"{call(1)=} {call(x) = } {call(x)=!r:>5} {x=} { call( 2 ) =}")
print(f"{call(3)=:>{call(4)}}", f"x={call(5)}", f"{call(6)}={call(7)}", f"={call(8)}")
print(f"{call(1)==1} {call(1)!=2} {call(1)<=1} {(lambda a=call(2): a)()}")
print(f"{[call(i) for i in range(2)]=}", f'''{
    call(9)
=}''')
