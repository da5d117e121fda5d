import sys


class O:
    def __str__(self):
        return "object as exit code"


sys.exit(O())

# expect:
# stderr:
# | object as exit code
# exit: 1
