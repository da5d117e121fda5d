#!/bin/sh
# Installs the release build into an empty place, and builds two programs from there: one by pkg-config, one by CMake.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=${1:-$root/build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
check() { # check WHAT COMMAND...
    what=$1
    shift
    if "$@" >"$work/log" 2>&1; then
        echo "ok $what"
    else
        echo "not ok $what: $*"
        cat "$work/log"
        failures=1
    fi
}

echo "install:"
check "it installs" cmake --install "$build" --prefix "$work/usr"
mkdir "$work/client"
cd "$work/client"

# Each public header compiles on its own.
for header in "$work"/usr/include/ouro/*.h; do
    name=ouro/${header##*/}
    echo "#include <$name>" >one.c
    check "$name stands alone" gcc -std=gnu11 -Wall -Wextra -Werror -Wno-unused-parameter \
        -I "$work/usr/include" -fsyntax-only one.c
done

echo '#include <ouro/base.h>
int main(void) { return 0; }' >main.c
if [ -f "$work/usr/include/ouro/ouro.h" ]; then
    sed -i 's/base/ouro/' main.c
fi
pc=$(dirname "$(find "$work/usr" -name ouro.pc)")
export PKG_CONFIG_PATH="$pc"
check "pkg-config knows it" pkg-config --exists --print-errors ouro
check "a program builds by pkg-config" sh -c 'gcc main.c -o main-pc $(pkg-config --cflags --libs --static ouro) && ./main-pc'

cat >CMakeLists.txt <<'C'
cmake_minimum_required(VERSION 3.25)
project(client LANGUAGES C)
find_package(ouro REQUIRED)
add_executable(client main.c)
target_link_libraries(client PRIVATE ouro::ouro)
C
check "a program builds by CMake" sh -c 'cmake -G Ninja -S . -B b -DCMAKE_PREFIX_PATH="$1" && cmake --build b && b/client' \
    sh "$work/usr"
for page in man1/ouro.1 man3/libouro.3; do
    check "the manual has $page" test -s "$work/usr/share/man/$page"
done
if [ -x "$work/usr/bin/ouro" ]; then
    check "the installed command runs" "$work/usr/bin/ouro" -c "print(1)"
fi
exit $failures
