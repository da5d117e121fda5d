# Without a debug flag the warning says how to get the list; with SAVEALL there is none.
import gc
import warnings

warnings.simplefilter("default")
gc.garbage.append([1, 2])

# expect:
# stderr:
# | gc:0: ResourceWarning: gc: 1 uncollectable objects at shutdown; use gc.set_debug(gc.DEBUG_UNCOLLECTABLE) to list them
