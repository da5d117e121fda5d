import sys

print("before")
sys.exit("a message for stderr")

# expect:
# | before
# stderr:
# | a message for stderr
# exit: 1
