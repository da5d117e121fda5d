import _circular_a
import _circular_b

print(_circular_a.name, _circular_b.name, _circular_b._circular_a is _circular_a)

# expect:
# | a starts
# | b starts
# | partially initialized module '_circular_a' has no attribute 'name' (most likely due to a circular import)
# | cannot import name 'name' from partially initialized module '_circular_a' (most likely due to a circular import)
# | b ends
# | a ends b
# | a b True
