# Odd but legal spacing around calls.
def call ( * args , ** kwargs ) :
    return args , kwargs
print ( call ( ) , call( ) , call (1) , call  (  1  ,  ) , call(1,) , call(k = 1,) , call(* [1],) , call(** {"a" : 1},) )
print	(call	(1	,	2)	)
print(call(1)[0] [0], call(1) [0][0], call . __name__ . upper ( ), call. __name__ .lower(), call .__name__.title())
print(call
(1))if False else print(call(2)); print(call(3)) ;
if(True):print(call(4))
print(( (call) ) (5), ((call)(6)), (call)(  # comment
7))
class A(object):a=call(8);b=call(9)
class B ( A , ) :
      c = call ( 10 )  
      def m (self) :
                    return call (self . c [0] [0])
print(A.a, A.b, B . c, B ( ) . m ( ))
if True:
 if True:
  print(call(11))
 print(call(12))
for(x)in(call(13,14)[0]):print(x)
print(call(*(15,),**{}), call(16)if call()else call(17), [call(x)for x in[18]if call(x)])
print(call(1)
      [0], call
      (2))
call(19);call(20)
