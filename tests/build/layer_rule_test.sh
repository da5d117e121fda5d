#!/bin/sh
# Proves the rule of the layers: in a copy of the tree with base and heap only, an include of an upper layer's header
# must not compile, and a call of an upper layer's function must be reported.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/tree"
cd "$work/tree"
cp -r "$root/CMakeLists.txt" "$root/LICENSE" "$root/ouro.pc.in" "$root/cmake" "$root/include" .
mkdir -p src/base src/heap src/gc tools
cp "$root/tools/check_layers.py" tools/
for layer in base heap; do
    [ ! -d "$root/src/$layer" ] || cp -r "$root/src/$layer" src/
done

# The upper layer that heap must not see.
cat >src/gc/rule_probe.h <<'C'
int ouro_rule_probe(void);
C
cat >src/gc/rule_probe.c <<'C'
#include "gc/rule_probe.h"
int ouro_rule_probe(void) { return 1; }
C

failures=0
check() { # check WHAT EXPECTED-STATUS TEXT: builds; the output must contain TEXT
    if cmake --build "$work/build" --target check_layers >"$work/log" 2>&1; then status=pass; else status=fail; fi
    if [ "$status" = "$2" ] && grep -q -- "$3" "$work/log"; then
        echo "ok $1"
    else
        echo "not ok $1: the build should $2 with \"$3\""
        cat "$work/log"
        failures=1
    fi
}

echo "layer rule:"
cmake -G Ninja -S . -B "$work/build" -DOURO_TESTS=OFF -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_FLAGS_DEBUG=-O0 \
    >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
check "the unchanged tree builds" pass "Checking that no layer calls upward"

echo '#include "gc/rule_probe.h"' >src/heap/rule_include.c
check "an upward include does not compile" fail "gc/rule_probe.h: No such file"
rm src/heap/rule_include.c

cat >src/heap/rule_call.c <<'C'
int ouro_rule_probe(void);
int ouro_heap_rule_call(void);
int ouro_heap_rule_call(void) { return ouro_rule_probe(); }
C
check "an upward call is reported" fail \
    "layer error: heap (rule_call.c.o) calls upward: ouro_rule_probe is defined in gc"
rm src/heap/rule_call.c

check "without them it builds again" pass ""
exit $failures
