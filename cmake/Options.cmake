# What a build can be asked for. CMakePresets.json gives the usual combinations their names.

option(OURO_TESTS "Build the unit tests" ${PROJECT_IS_TOP_LEVEL})
option(OURO_SHARED_LIBRARY "Build libouro.so beside libouro.a" OFF)
option(OURO_WERROR "Treat warnings as errors" OFF)
option(OURO_STATIC_COMMAND "Link the command statically: it starts faster and takes less memory" OFF)
option(OURO_LTO "Optimise across files at link time" OFF)
option(OURO_CHECKS "Check invariants at run time" OFF)
option(OURO_STRESS "Collect at every safepoint" OFF)
option(OURO_COUNTING "Count the updates of reference counts" OFF)
option(OURO_CHECK_OWNERSHIP "Make a borrowed reference a pointer to const" OFF)
option(OURO_COVERAGE "Record which lines and branches run" OFF)
option(OURO_FUZZ "Build the fuzz targets (clang)" OFF)
set(OURO_SANITIZE "" CACHE STRING "Sanitizers, as for -fsanitize=")

set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_C_COMPILER_LAUNCHER)
    set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
endif()

# Flags and definitions every target of the project is compiled with. The definitions reach users of the library
# too, since inline functions in the public headers depend on them.
add_library(ouro_flags INTERFACE)
target_compile_options(ouro_flags INTERFACE
    -Wall -Wextra -Wno-unused-parameter
    -fvisibility=hidden -fno-semantic-interposition -fno-plt)
if(OURO_WERROR)
    target_compile_options(ouro_flags INTERFACE -Werror)
endif()

set(OURO_DEFINITIONS "")
foreach(name CHECKS STRESS COUNTING CHECK_OWNERSHIP)
    if(OURO_${name})
        list(APPEND OURO_DEFINITIONS OURO_${name}=1)
    endif()
endforeach()
if(OURO_SHARED_LIBRARY)
    set(CMAKE_POSITION_INDEPENDENT_CODE ON)
    target_compile_definitions(ouro_flags INTERFACE OURO_BUILD_SHARED=1)
endif()
target_compile_definitions(ouro_flags INTERFACE ${OURO_DEFINITIONS})

if(OURO_CHECK_OWNERSHIP)
    if(CMAKE_C_COMPILER_ID MATCHES "Clang")
        target_compile_options(ouro_flags INTERFACE
            -Werror=incompatible-pointer-types-discards-qualifiers)
    else()
        target_compile_options(ouro_flags INTERFACE -Werror=discarded-qualifiers)
    endif()
endif()

if(OURO_LTO)
    include(CheckIPOSupported)
    check_ipo_supported(LANGUAGES C)
    set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ON)
endif()

if(OURO_SANITIZE)
    set(sanitize -fsanitize=${OURO_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_compile_options(ouro_flags INTERFACE ${sanitize})
    target_link_options(ouro_flags INTERFACE ${sanitize})
endif()

if(OURO_COVERAGE)
    target_compile_options(ouro_flags INTERFACE --coverage)
    target_link_options(ouro_flags INTERFACE --coverage)
endif()

if(OURO_FUZZ)
    target_compile_options(ouro_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
