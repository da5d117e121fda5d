print("b starts")
import _circular_a

try:
    _circular_a.name
except AttributeError as e:
    print(e)
try:
    from _circular_a import name
except ImportError as e:
    print(str(e).split(" (/")[0])
name = "b"
print("b ends")
