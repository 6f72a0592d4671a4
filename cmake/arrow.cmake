# SPDX-License-Identifier: Apache-2.0
#
# fraudrisk_arrow: Parquet and Arrow files for the command, through Apache Arrow C++ where it is to be had: as a system
# package, or in the pyarrow of a Python environment (FR_PYTHON; scripts/setup makes one in build/arrow). Otherwise a
# file that says so. Builds with sanitizers do without: those libraries are not instrumented.

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
  add_library(fraudrisk_arrow STATIC tools/reader_arrow.cpp)
  set_target_properties(fraudrisk_arrow PROPERTIES CXX_STANDARD 20 CXX_STANDARD_REQUIRED ON CXX_EXTENSIONS OFF)
  target_compile_options(fraudrisk_arrow PRIVATE -Wall -Wextra -Wconversion -Wshadow -Wformat=2)
  if(FR_WERROR)
    target_compile_options(fraudrisk_arrow PRIVATE -Werror)
  endif()
  if(arrow_include)
    target_include_directories(fraudrisk_arrow SYSTEM PRIVATE ${arrow_include})
    set(CMAKE_INSTALL_RPATH ${arrow_folder})
  endif()
  target_link_libraries(fraudrisk_arrow PRIVATE ${arrow_libraries})
  message(STATUS "Parquet and Arrow: ${arrow_libraries}")
else()
  add_library(fraudrisk_arrow STATIC tools/reader_arrow_none.c)
  fr_flags(fraudrisk_arrow)
  message(STATUS "Parquet and Arrow: not in this build")
endif()
