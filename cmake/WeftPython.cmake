# The native module for the interpreters in WEFT_PYTHONS.

# Sets VARIABLE to what `sysconfig` of PYTHON says, or fails.
function(WEFT_ask_python python code variable)
  execute_process(COMMAND ${python} -c "import sysconfig; ${code}"
                  OUTPUT_VARIABLE said OUTPUT_STRIP_TRAILING_WHITESPACE
                  RESULT_VARIABLE failed ERROR_VARIABLE error)
  if(failed)
    message(FATAL_ERROR "${python} does not run: ${error}")
  endif()
  set(${variable} "${said}" PARENT_SCOPE)
endfunction()

# Adds a target that compiles SOURCES for the interpreter PYTHON as `_native` into FOLDER.
# Appends the target's name to the list TARGETS. An interpreter without Python.h is skipped,
# with a word.
function(WEFT_add_native python folder targets)
  WEFT_ask_python(${python} "print(sysconfig.get_config_var('EXT_SUFFIX'))" suffix)
  WEFT_ask_python(${python} "print(sysconfig.get_path('include'))" include)
  if(NOT EXISTS ${include}/Python.h)
    message(STATUS "no native module for ${python}: ${include}/Python.h is missing")
    return()
  endif()
  string(MAKE_C_IDENTIFIER "WEFT_native${suffix}" target)
  if(TARGET ${target})
    return()
  endif()
  add_library(${target} MODULE ${ARGN})
  set_target_properties(${target} PROPERTIES PREFIX "" SUFFIX "${suffix}" OUTPUT_NAME _native
                        LIBRARY_OUTPUT_DIRECTORY ${folder} CXX_VISIBILITY_PRESET hidden)
  target_include_directories(${target} SYSTEM PRIVATE ${include})
  # CPython's headers and its method tables are C: function casts, omitted members.
  target_compile_options(${target} PRIVATE -Wno-cast-function-type
                         -Wno-missing-field-initializers -fno-plt)
  # NDEBUG is for the checks in CPython's headers; those of Weft do not depend on it.
  target_compile_definitions(${target} PRIVATE PY_SSIZE_T_CLEAN WEFT_VERSION="${PROJECT_VERSION}"
                             NDEBUG)
  target_link_libraries(${target} PRIVATE WEFT_driver)
  target_link_options(${target} PRIVATE LINKER:--as-needed LINKER:--exclude-libs,ALL)
  # A run's begin and end go through several of its files.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND NOT WEFT_SANITIZE)
    target_compile_options(${target} PRIVATE -flto=auto)
    target_link_options(${target} PRIVATE -flto=auto -O3)
  endif()
  WEFT_configure(${target})
  set(${targets} ${${targets}} ${target} PARENT_SCOPE)
endfunction()
