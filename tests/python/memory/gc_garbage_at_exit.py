# What is in gc.garbage at the end is told as a ResourceWarning, with the list when asked for.
import gc
import warnings

warnings.simplefilter("default")
gc.garbage.append([1, 2])
gc.garbage.append("kept")
gc.set_debug(gc.DEBUG_UNCOLLECTABLE)

# expect:
# stderr:
# | gc:0: ResourceWarning: gc: 2 uncollectable objects at shutdown
# |       [[1, 2], 'kept']
