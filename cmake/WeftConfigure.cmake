# What every target of the project shares. Properties go on targets only.
function(WEFT_configure target)
  target_include_directories(${target} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow)
  # g++ 12 sees overlapping copies in `text = "literal"` where there are none (GCC's bug 105651).
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(${target} PRIVATE -Wno-restrict)
  endif()
  # Position independent, but nothing of it is ever replaced by another library's.
  target_compile_options(${target} PRIVATE -fno-semantic-interposition)
  if(WEFT_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  WEFT_instrument(${target})
endfunction()

# Sanitizers, coverage for the fuzzers and profile-guided optimisation; also for the
# third-party C sources.
function(WEFT_instrument target)
  if(WEFT_SANITIZE)
    target_compile_options(${target} PUBLIC -fsanitize=address,undefined
                           -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_compile_definitions(${target} PUBLIC _GLIBCXX_ASSERTIONS)
    target_link_options(${target} PUBLIC -fsanitize=address,undefined)
    # g++ loses track of initialisation in instrumented code, that of the standard library
    # included (its manual, -Wmaybe-uninitialized). The release build has the warning on.
    target_compile_options(${target} PRIVATE
                           $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-maybe-uninitialized>)
  endif()
  # With the sanitizers only: the clang preset also compiles the fuzzers, for their warnings.
  if(WEFT_FUZZERS AND WEFT_SANITIZE)
    target_compile_options(${target} PUBLIC -fsanitize=fuzzer-no-link)
  endif()
  if(WEFT_PGO STREQUAL "generate")
    target_compile_options(${target} PUBLIC -fprofile-generate -fprofile-update=atomic)
    target_link_options(${target} PUBLIC -fprofile-generate)
  elseif(WEFT_PGO STREQUAL "use")
    target_compile_options(${target} PUBLIC -fprofile-use -fprofile-partial-training
                           -Wno-missing-profile -Wno-coverage-mismatch)
  endif()
endfunction()
