# SPDX-License-Identifier: Apache-2.0
#
# The version stands in version.h for programs and in CMakeLists.txt for packages: they must agree.

file(STRINGS include/fraudrisk/version.h lines REGEX "#define FR_VERSION_(MAJOR|MINOR|PATCH) ")
string(REGEX REPLACE "[^0-9;]" "" numbers "${lines}")
list(JOIN numbers "." version)
if(NOT version STREQUAL PROJECT_VERSION)
  message(FATAL_ERROR "version.h says ${version}, CMakeLists.txt says ${PROJECT_VERSION}: they must agree.")
endif()
