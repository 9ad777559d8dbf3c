// other.c - another plugin, with names that plugin.so and helper.so have, too.

#include "who.h"

HAS(taken, "other.so")
HAS(lent, "other.so")
HAS(lonely, "other.so")
