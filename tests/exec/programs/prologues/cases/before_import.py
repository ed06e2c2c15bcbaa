import os; value = len(os.sep)
def fail(): return value / len("")
