// helper.c - the library that plugin.so needs.

#include "who.h"

HAS(helps, "helper.so")
HAS(both, "helper.so")
HAS(lent, "helper.so")
