from rich import *

print("rich's?")
