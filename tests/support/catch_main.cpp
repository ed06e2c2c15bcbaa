#define CATCH_CONFIG_MAIN  // For Catch2 2; the later ones have a library with a main.
#include "support/catch.h"
