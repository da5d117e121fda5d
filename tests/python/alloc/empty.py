pass

# expect:
