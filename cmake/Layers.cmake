# The layers, and the rule that a layer uses only what is below it.
#
# ouro_layer(NAME [LINK libraries])  adds the layer on top of those added before: the static library ouro_NAME of
#                                    src/NAME/*.c. Its include path is one generated directory with a link to its own
#                                    folder and one to each folder below, so that including "upper/file.h" finds no
#                                    file. ouro_check_layers() does the same for calls, with the symbols of the archives.
# ouro_library()                     libouro, of all layers.
# ouro_command()                     the command, of src/cli/*.c: a client of the public headers.

set(OURO_LAYERS "")

# Gives `target` an include path of include/ and the folders of `layers`.
function(ouro_layer_includes target directory layers)
    set(root "${PROJECT_BINARY_DIR}/layer-include/${directory}")
    file(REMOVE_RECURSE "${root}")
    file(MAKE_DIRECTORY "${root}")
    foreach(layer IN LISTS layers)
        file(CREATE_LINK "${PROJECT_SOURCE_DIR}/src/${layer}" "${root}/${layer}" SYMBOLIC)
    endforeach()
    target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/include" "${root}")
endfunction()

function(ouro_layer name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LINK")
    set(below ${OURO_LAYERS})
    set(layers ${below} ${name})
    set(OURO_LAYERS ${layers} PARENT_SCOPE)

    file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/${name}/*.c")
    if(NOT sources)
        set(sources "${PROJECT_BINARY_DIR}/empty_${name}.c")
        file(CONFIGURE OUTPUT "${sources}" CONTENT "typedef int ouro_empty_${name};\n")
    endif()

    add_library(ouro_${name} STATIC ${sources})
    ouro_layer_includes(ouro_${name} ${name} "${layers}")
    list(TRANSFORM below PREPEND ouro_)
    target_link_libraries(ouro_${name} PUBLIC ouro_flags ${below} ${arg_LINK})
endfunction()

function(ouro_library)
    set(objects "")
    set(targets "")
    foreach(layer IN LISTS OURO_LAYERS)
        list(APPEND objects $<TARGET_OBJECTS:ouro_${layer}>)
    endforeach()
    add_library(libouro STATIC ${objects})
    list(APPEND targets libouro)
    if(OURO_SHARED_LIBRARY)
        add_library(libouro_shared SHARED ${objects})
        set_target_properties(libouro_shared PROPERTIES
            VERSION ${PROJECT_VERSION}
            SOVERSION ${PROJECT_VERSION_MAJOR}
            EXPORT_NAME shared)
        target_compile_definitions(libouro_shared INTERFACE OURO_SHARED=1)
        target_link_options(libouro_shared PRIVATE -Wl,--no-undefined -Wl,-Bsymbolic)
        list(APPEND targets libouro_shared)
    endif()
    set_target_properties(libouro PROPERTIES EXPORT_NAME static)
    foreach(target IN LISTS targets)
        set_target_properties(${target} PROPERTIES OUTPUT_NAME ouro LINKER_LANGUAGE C)
        target_compile_definitions(${target} INTERFACE ${OURO_DEFINITIONS})
        target_link_options(${target} PRIVATE $<TARGET_PROPERTY:ouro_flags,INTERFACE_LINK_OPTIONS>)
        # Only what comes from outside: the layers are inside the library.
        target_link_libraries(${target} PRIVATE ${UTF8PROC_LIBRARY} ${PCRE2_LIBRARIES} m)
        target_include_directories(${target} PUBLIC
            $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
            $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
    endforeach()
endfunction()

function(ouro_command)
    file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/cli/*.c")
    if(NOT sources)
        message(STATUS "src/cli is empty: no command to build yet")
        return()
    endif()
    add_executable(ouro_command ${sources})
    set_target_properties(ouro_command PROPERTIES OUTPUT_NAME ouro)
    ouro_layer_includes(ouro_command cli cli)
    target_link_libraries(ouro_command PRIVATE ouro_flags libouro ${EDIT_LIBRARIES})
    if(OURO_STATIC_COMMAND)
        target_link_options(ouro_command PRIVATE -static)
    endif()
endfunction()

function(ouro_check_layers)
    # An archive of link-time-optimised objects needs the compiler's own nm.
    set(nm "${CMAKE_NM}")
    if(OURO_LTO)
        get_filename_component(directory "${CMAKE_C_COMPILER_AR}" DIRECTORY)
        find_program(COMPILER_NM NAMES gcc-nm llvm-nm HINTS "${directory}" REQUIRED)
        set(nm "${COMPILER_NM}")
    endif()
    find_program(PYTHON3 NAMES python3 PATHS /usr/bin NO_DEFAULT_PATH)
    find_program(PYTHON3 NAMES python3 REQUIRED)
    set(archives "")
    set(targets "")
    foreach(layer IN LISTS OURO_LAYERS)
        list(APPEND archives "${layer}=$<TARGET_FILE:ouro_${layer}>")
        list(APPEND targets ouro_${layer})
    endforeach()
    set(stamp "${PROJECT_BINARY_DIR}/layers.checked")
    set(script "${PROJECT_SOURCE_DIR}/tools/check_layers.py")
    add_custom_command(OUTPUT "${stamp}"
        COMMAND "${PYTHON3}" "${script}" --nm "${nm}" ${archives}
        COMMAND "${CMAKE_COMMAND}" -E touch "${stamp}"
        DEPENDS ${targets} "${script}"
        COMMENT "Checking that no layer calls upward"
        VERBATIM)
    add_custom_target(check_layers ALL DEPENDS "${stamp}")
endfunction()
