try:
    exit(2)
except SystemExit as e:
    print(e.code)
try:
    quit()
except SystemExit as e:
    print(e.code)

# expect:
# | 2
# | None
