# SPDX-License-Identifier: Apache-2.0
#
# What `cmake --install` puts where, and how others find it: a CMake package and a pkg-config file.

include(CMakePackageConfigHelpers)

install(TARGETS fraudrisk EXPORT fraudrisk-targets
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
  FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
  FILE_SET tables DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/fraudrisk)
install(EXPORT fraudrisk-targets NAMESPACE fraudrisk:: DESTINATION ${package_dir})
configure_package_config_file(cmake/fraudrisk-config.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/fraudrisk-config.cmake
  INSTALL_DESTINATION ${package_dir} NO_SET_AND_CHECK_MACRO)
# Before 1.0 a minor version may change the ABI.
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/fraudrisk-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/fraudrisk-config.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/fraudrisk-config-version.cmake DESTINATION ${package_dir})

configure_file(cmake/fraudrisk.pc.in fraudrisk.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/fraudrisk.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

# The C++ binding: headers alone, beside those of C.
file(GLOB cpp_headers CONFIGURE_DEPENDS bindings/cpp/fraudrisk/*.hpp)
add_library(fraudrisk_cpp INTERFACE)
add_library(fraudrisk::cpp ALIAS fraudrisk_cpp)
set_target_properties(fraudrisk_cpp PROPERTIES EXPORT_NAME cpp INTERFACE_COMPILE_FEATURES cxx_std_17)
target_sources(fraudrisk_cpp INTERFACE FILE_SET HEADERS BASE_DIRS bindings/cpp FILES ${cpp_headers})
target_link_libraries(fraudrisk_cpp INTERFACE fraudrisk)
install(TARGETS fraudrisk_cpp EXPORT fraudrisk-targets
  FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT dev)
