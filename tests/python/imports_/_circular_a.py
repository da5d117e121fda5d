print("a starts")
import _circular_b

name = "a"
print("a ends", _circular_b.name)
