# The libraries Ouro stands on. `tools/setup` installs them on Debian.

function(ouro_find variable library header package)
    if(OURO_STATIC_COMMAND)
        find_library(${variable}_LIBRARY NAMES lib${library}.a)
    endif()
    find_library(${variable}_LIBRARY ${library})
    find_path(${variable}_INCLUDE_DIR ${header})
    if(NOT ${variable}_LIBRARY OR NOT ${variable}_INCLUDE_DIR)
        message(FATAL_ERROR "${library} is missing: run tools/setup, or install ${package}")
    endif()
    mark_as_advanced(${variable}_LIBRARY ${variable}_INCLUDE_DIR)
endfunction()

ouro_find(UTF8PROC utf8proc utf8proc.h libutf8proc-dev)
ouro_find(PCRE2_8 pcre2-8 pcre2.h libpcre2-dev)
ouro_find(PCRE2_16 pcre2-16 pcre2.h libpcre2-dev)
ouro_find(PCRE2_32 pcre2-32 pcre2.h libpcre2-dev)
ouro_find(EDIT edit histedit.h libedit-dev)

# One library for each width of character that a str may have.
set(PCRE2_LIBRARIES ${PCRE2_8_LIBRARY} ${PCRE2_16_LIBRARY} ${PCRE2_32_LIBRARY})

# What a static libedit needs in turn.
set(EDIT_LIBRARIES ${EDIT_LIBRARY})
if(OURO_STATIC_COMMAND)
    foreach(library tinfo bsd md)
        find_library(STATIC_${library} NAMES lib${library}.a REQUIRED)
        mark_as_advanced(STATIC_${library})
        list(APPEND EDIT_LIBRARIES ${STATIC_${library}})
    endforeach()
endif()
