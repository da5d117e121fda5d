raise SystemExit(256 + 3)

# expect:
# exit: 3
