// stubborn.c - a version that does not take over any state.

#define NAME "stubborn"
#define FACTOR 1
#define PADDING 0
#define STUBBORN
#include "version.h"
