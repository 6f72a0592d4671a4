# SPDX-License-Identifier: Apache-2.0
#
# The list of parts (SPDX), which says what this build is linked with; installed where there is a Python to write it.

find_package(Python3 COMPONENTS Interpreter QUIET)
if(Python3_Interpreter_FOUND)
  set(parts_file ${CMAKE_BINARY_DIR}/libfraudrisk.spdx.json)
  set(arrow_part)
  if(arrow_found AND Arrow_VERSION)
    set(arrow_part --arrow ${Arrow_VERSION})
  elseif(arrow_found)
    execute_process(COMMAND ${FR_PYTHON} -c "import pyarrow; print(pyarrow.__version__, end='')"
      OUTPUT_VARIABLE pyarrow_version)
    set(arrow_part --arrow ${pyarrow_version})
  endif()
  add_custom_command(OUTPUT ${parts_file}
    COMMAND ${CMAKE_COMMAND} -E env CC=${CMAKE_C_COMPILER}
      ${Python3_EXECUTABLE} scripts/make-sbom ${arrow_part} -o ${parts_file}
    DEPENDS scripts/make-sbom include/fraudrisk/version.h WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} VERBATIM)
  add_custom_target(fraudrisk_parts ALL DEPENDS ${parts_file})
  install(FILES ${parts_file} DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT dev)
endif()
