# SPDX-License-Identifier: Apache-2.0
#
# fr_flags(target): the compiler flags of every target of the project.

find_package(Threads REQUIRED)

set(FR_WARNINGS
  -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wcast-qual -Wundef -Wvla
  -Wformat=2)

function(fr_flags target)
  set_target_properties(${target} PROPERTIES C_STANDARD 11 C_STANDARD_REQUIRED ON C_EXTENSIONS OFF)
  target_compile_definitions(${target} PRIVATE _GNU_SOURCE=)
  # No fused multiply-add: the doubles of a decision are the same on every machine.
  target_compile_options(${target} PRIVATE -ffp-contract=off ${FR_WARNINGS})
  if(FR_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(FR_SANITIZE)
    target_compile_options(${target} PRIVATE
      -fsanitize=${FR_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(${target} PRIVATE -fsanitize=${FR_SANITIZE})
  endif()
  if(FR_FUZZ)
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
  if(FR_COVERAGE)
    target_compile_options(${target} PRIVATE --coverage -fprofile-update=atomic)
    target_link_options(${target} PRIVATE --coverage)
  endif()
endfunction()
