# A whole small program: reads its own source, counts, sorts, formats.
def words(text):
    word = ""
    for ch in text.lower():
        if ch.isalpha():
            word += ch
        elif word:
            yield word
            word = ""


def histogram(counts, width=20):
    top = max(counts.values())
    for w, n in sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:8]:
        yield f"{w:>10} {n:3d} {'#' * (n * width // top)}"


with open(__file__, encoding="utf-8") as f:
    source = f.read().split("# expect")[0]
counts = {}
for w in words(source):
    counts[w] = counts.get(w, 0) + 1
for line in histogram(counts):
    print(line)

# expect:
# |       word   5 ####################
# |     counts   4 ################
# |         ch   3 ############
# |          f   3 ############
# |         kv   3 ############
# |          n   3 ############
# |        def   2 ########
# |        for   2 ########
