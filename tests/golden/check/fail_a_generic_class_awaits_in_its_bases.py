class A[T](metaclass=(await x)):
    pass
