*def f(): g()
