// second.c - the second version of the check's tally.

#include "drawn.h"

#define NAME NAME_2
#define FACTOR FACTOR_2
#define PADDING PADDING_2
#include "version.h"
