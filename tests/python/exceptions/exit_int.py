import sys

try:
    sys.exit(7)
finally:
    print("finally runs")

# expect:
# | finally runs
# exit: 7
