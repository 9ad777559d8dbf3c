// third.c - the third version of the check's tally.

#include "drawn.h"

#define NAME NAME_3
#define FACTOR FACTOR_3
#define PADDING PADDING_3
#include "version.h"
