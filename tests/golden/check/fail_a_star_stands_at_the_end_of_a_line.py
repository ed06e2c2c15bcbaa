def f(): *
*g()
