// first.c - the first version of the check's tally.

#include "drawn.h"

#define NAME NAME_1
#define FACTOR FACTOR_1
#define PADDING PADDING_1
#include "version.h"
