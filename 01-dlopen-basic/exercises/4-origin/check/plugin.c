// plugin.c - the plugin that is asked. It needs helper.so.

#include "who.h"

HAS(own, "plugin.so")
HAS(scale, "plugin.so")
HAS(offset, "plugin.so")
HAS(both, "plugin.so")
HAS(getpid, "plugin.so")
HAS(taken, "plugin.so")

CALLS(own)
CALLS(scale)
CALLS(offset)
CALLS(both)
CALLS(taken)
CALLS(helps)
CALLS(lent)
