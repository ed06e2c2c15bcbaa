# What every target of the project shares. Properties go on targets only.
function(WEFT_configure target)
  target_include_directories(${target} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow)
  if(WEFT_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  WEFT_instrument(${target})
endfunction()

# Sanitizers and profile-guided optimisation; also for the third-party C sources.
function(WEFT_instrument target)
  if(WEFT_SANITIZE)
    target_compile_options(${target} PUBLIC -fsanitize=address,undefined
                           -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(${target} PUBLIC -fsanitize=address,undefined)
  endif()
  if(WEFT_PGO STREQUAL "generate")
    target_compile_options(${target} PUBLIC -fprofile-generate -fprofile-update=atomic)
    target_link_options(${target} PUBLIC -fprofile-generate)
  elseif(WEFT_PGO STREQUAL "use")
    target_compile_options(${target} PUBLIC -fprofile-use -fprofile-partial-training
                           -Wno-missing-profile -Wno-coverage-mismatch)
  endif()
endfunction()
