# SPDX-License-Identifier: Apache-2.0
#
# What `cmake --install` puts where, in which component, and how others find it: a CMake package and a pkg-config file.
#   lib    the shared library
#   dev    headers, the static library, pkg-config and CMake files, the page libfraudrisk(3), the list of parts (SPDX)
#   tools  the command, its module for Parquet, the files that it reads, its pages
# Without --component all of them.

include(CMakePackageConfigHelpers)

# The static library is for hosts that want one file. It has a target of its own: that of the tests shows the internals.
add_library(fraudrisk_archive STATIC $<TARGET_OBJECTS:fraudrisk_objects>)
add_library(fraudrisk::static ALIAS fraudrisk_archive)
set_target_properties(fraudrisk_archive PROPERTIES LINKER_LANGUAGE C OUTPUT_NAME fraudrisk EXPORT_NAME static)
target_link_libraries(fraudrisk_archive PRIVATE PkgConfig::LIBCRYPTO PkgConfig::LIBCBOR)
target_include_directories(fraudrisk_archive INTERFACE
  $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)

install(TARGETS fraudrisk EXPORT fraudrisk-targets
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT lib NAMELINK_COMPONENT dev
  FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT dev
  FILE_SET tables DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT dev)
install(TARGETS fraudrisk_archive EXPORT fraudrisk-static-targets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT dev)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/fraudrisk)
install(EXPORT fraudrisk-targets NAMESPACE fraudrisk:: DESTINATION ${package_dir} COMPONENT dev)
install(EXPORT fraudrisk-static-targets NAMESPACE fraudrisk:: DESTINATION ${package_dir} COMPONENT dev)
configure_package_config_file(cmake/fraudrisk-config.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/fraudrisk-config.cmake
  INSTALL_DESTINATION ${package_dir} NO_SET_AND_CHECK_MACRO)
# Before 1.0 a minor version may change the ABI.
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/fraudrisk-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/fraudrisk-config.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/fraudrisk-config-version.cmake DESTINATION ${package_dir} COMPONENT dev)

# The prefix is told as seen from the file, so that it is right wherever the tree is installed or moved to. That of the
# system stays as it is: pkg-config then leaves out the folders that compilers search anyway.
if(CMAKE_INSTALL_PREFIX STREQUAL "/usr")
  set(pc_prefix /usr)
else()
  file(RELATIVE_PATH pc_prefix ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
  string(REGEX REPLACE "/$" "" pc_prefix "\${pcfiledir}/${pc_prefix}")
endif()
configure_file(cmake/fraudrisk.pc.in fraudrisk.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/fraudrisk.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT dev)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT lib)

# Pages.
file(GLOB pages_1 CONFIGURE_DEPENDS docs/man/*.1)
file(GLOB pages_3 CONFIGURE_DEPENDS docs/man/*.3)
file(GLOB pages_5 CONFIGURE_DEPENDS docs/man/*.5)
install(FILES ${pages_3} DESTINATION ${CMAKE_INSTALL_MANDIR}/man3 COMPONENT dev)
if(FR_TOOL)
  install(FILES ${pages_1} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT tools)
  install(FILES ${pages_5} DESTINATION ${CMAKE_INSTALL_MANDIR}/man5 COMPONENT tools)
endif()

# The C++ binding: headers alone, beside those of C.
file(GLOB cpp_headers CONFIGURE_DEPENDS bindings/cpp/fraudrisk/*.hpp)
add_library(fraudrisk_cpp INTERFACE)
add_library(fraudrisk::cpp ALIAS fraudrisk_cpp)
set_target_properties(fraudrisk_cpp PROPERTIES EXPORT_NAME cpp INTERFACE_COMPILE_FEATURES cxx_std_17)
target_sources(fraudrisk_cpp INTERFACE FILE_SET HEADERS BASE_DIRS bindings/cpp FILES ${cpp_headers})
target_link_libraries(fraudrisk_cpp INTERFACE fraudrisk)
install(TARGETS fraudrisk_cpp EXPORT fraudrisk-targets
  FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT dev)
