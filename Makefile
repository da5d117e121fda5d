# For people; the build itself is CMakeLists.txt and CMakePresets.json.
#
#   make              the release command, build/ouro, and the library, build/libouro.a
#   make demo         installs what is missing (Debian), builds, and runs the demonstration
#   make test         the same, and runs all tests
#   make bench        measures against the other Pythons of this machine
#   make bench-gc     measures the collector's pauses and costs against them; OPTIONS=--large: 10 million objects
#   make conformance  runs the installed CPython's own tests on build/ouro; FILES="gc B": only a file and a tier
#   make stress       all tests with a collection at every safepoint
#   make coverage     the lines and branches that the tests reach
#   make mutation     breaks the sources on purpose and sees which tests notice
#   make style        the formatting rules
#   make install PREFIX=/usr/local
#   make clean
PREFIX ?= /usr/local
# Presets that only build; those of stress and coverage are built by the runs below.
PRESETS = release dev asan counting ownership fuzz

all: release

# make dev, make asan, ...: the build of that preset.
$(PRESETS):
	@tools/build $@

demo:
	@tools/setup
	@tools/build release
	@tools/demo

test:
	@tools/setup
	@tools/test

bench:
	@tools/setup --bench
	@tools/build release counting
	@bench/run.py

bench-gc:
	@tools/setup --bench
	@tools/build release
	@bench/gc.py --json build/bench-gc.json $(OPTIONS)

conformance:
	@tools/setup --conformance
	@tools/build release
	@tools/conformance --json build/conformance/conformance.json $(FILES)

stress:
	@tools/setup
	@tools/test --stress

mutation:
	@tools/setup
	@tests/mutation.py

coverage:
	@tools/setup
	@tools/coverage

style:
	@tools/style.py

install: release
	@cmake --install build --prefix "$(PREFIX)"

clean:
	rm -rf build build-*

.PHONY: all $(PRESETS) demo test bench bench-gc conformance stress mutation coverage style install clean
