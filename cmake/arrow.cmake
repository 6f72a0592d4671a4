# SPDX-License-Identifier: Apache-2.0
#
# fraudrisk_arrow: Parquet and Arrow files for the command, through Apache Arrow C++ where it is to be had: as a system
# package, or in the pyarrow of a Python environment (FR_PYTHON; scripts/setup makes one in build/arrow). Otherwise the
# command says that it has none. Builds with sanitizers do without: those libraries are not instrumented.

option(FR_ARROW "Read and write Parquet and Arrow where Apache Arrow is found" ON)
set(FR_PYTHON ${CMAKE_SOURCE_DIR}/build/arrow/bin/python3 CACHE FILEPATH "A Python with pyarrow")

set(arrow_found no)
if(FR_ARROW AND NOT FR_SANITIZE)
  find_package(Arrow CONFIG QUIET)
  find_package(Parquet CONFIG QUIET)
  if(Arrow_FOUND AND Parquet_FOUND)
    set(arrow_found yes)
    set(arrow_libraries Arrow::arrow_shared Parquet::parquet_shared)
  elseif(EXISTS ${FR_PYTHON})
    execute_process(COMMAND ${FR_PYTHON} -c "import pyarrow; print(pyarrow.get_include(), end='')"
      OUTPUT_VARIABLE arrow_include RESULT_VARIABLE arrow_missing ERROR_QUIET)
    execute_process(COMMAND ${FR_PYTHON} -c "import pyarrow; print(pyarrow.get_library_dirs()[0], end='')"
      OUTPUT_VARIABLE arrow_folder ERROR_QUIET)
    file(GLOB arrow_libraries ${arrow_folder}/libarrow.so.* ${arrow_folder}/libparquet.so.*)
    list(LENGTH arrow_libraries arrow_count)
    if(arrow_missing EQUAL 0 AND arrow_count EQUAL 2)
      set(arrow_found yes)
    endif()
  endif()
endif()

if(arrow_found)
  enable_language(CXX)
  # A module, so that a start that meets no such file does not load Arrow's libraries. It lies beside the command in the
  # tree of a build as where it is installed.
  add_library(fraudrisk_arrow MODULE tools/reader_arrow.cpp)
  set_target_properties(fraudrisk_arrow PROPERTIES
    CXX_STANDARD 20 CXX_STANDARD_REQUIRED ON CXX_EXTENSIONS OFF CXX_VISIBILITY_PRESET hidden PREFIX ""
    LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin/${module_dir} INSTALL_RPATH "${arrow_folder}")
  target_compile_options(fraudrisk_arrow PRIVATE -Wall -Wextra -Wconversion -Wshadow -Wformat=2)
  if(FR_WERROR)
    target_compile_options(fraudrisk_arrow PRIVATE -Werror)
  endif()
  if(arrow_include)
    target_include_directories(fraudrisk_arrow SYSTEM PRIVATE ${arrow_include})
  endif()
  target_link_libraries(fraudrisk_arrow PRIVATE ${arrow_libraries})
  install(TARGETS fraudrisk_arrow LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/fraudrisk COMPONENT tools)
  message(STATUS "Parquet and Arrow: ${arrow_libraries}")
else()
  message(STATUS "Parquet and Arrow: not in this build")
endif()
