# make install: the command, the libraries, the headers, pkg-config and CMake files, the manual pages.
include(CMakePackageConfigHelpers)

set(libraries libouro)
if(TARGET libouro_shared)
    list(APPEND libraries libouro_shared)
endif()
install(TARGETS ${libraries} EXPORT ouro-targets)
if(TARGET ouro_command)
    install(TARGETS ouro_command)
endif()
install(DIRECTORY include/ouro DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})

# What a program that links libouro.a needs besides it.
set(OURO_LIBS_PRIVATE "-lutf8proc -lpcre2-8 -lpcre2-16 -lpcre2-32 -lm")
set(OURO_CFLAGS "")
foreach(definition IN LISTS OURO_DEFINITIONS)
    string(APPEND OURO_CFLAGS " -D${definition}")
endforeach()
# The file finds its prefix from where it lies, so that the whole may be installed, or moved, anywhere.
file(RELATIVE_PATH OURO_PREFIX_FROM_PC "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
configure_file(ouro.pc.in ouro.pc @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/ouro.pc" DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/ouro)
install(EXPORT ouro-targets NAMESPACE ouro:: DESTINATION ${package})
configure_package_config_file(cmake/ouro-config.cmake.in ouro-config.cmake
    INSTALL_DESTINATION ${package})
write_basic_package_version_file(ouro-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES
    "${PROJECT_BINARY_DIR}/ouro-config.cmake"
    "${PROJECT_BINARY_DIR}/ouro-config-version.cmake"
    DESTINATION ${package})

install(FILES docs/man/ouro.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 OPTIONAL)
install(FILES docs/man/libouro.3 DESTINATION ${CMAKE_INSTALL_MANDIR}/man3 OPTIONAL)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
