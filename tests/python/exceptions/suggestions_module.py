import math

math.sqr(4)

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "suggestions_module.py", line 3, in <module>
# |     math.sqr(4)
# |     ^^^^^^^^
# | AttributeError: module 'math' has no attribute 'sqr'. Did you mean: 'sqrt'?
# exit: 1
