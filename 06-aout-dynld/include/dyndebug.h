// dyndebug.h - show a module to debuggers, profilers and unwinders.
//
// Each of them has a list of its own of what code there is in a process, and
// none of these is the loader's. Each function here enters one module into one
// such list; dynobjfree() takes it out of the debugger's and the unwinder's. A
// program that calls none of them is linked with none of this.
//
// All return 0, or -1 with the reason in rerrstr() and nothing changed (but
// dynperf() may have copied text by then, and have made the file). They may be
// called from several threads at once, if these do not share o; o may not be
// nil.

#ifndef DYNDEBUG_H
#define DYNDEBUG_H

#include "dynld.h"

// Makes o known to gdb and lldb, by GDB's JIT interface. list is the path of
// what aoutld -g has written for this module. The objects that it names are
// read, and copies of them are kept as long as the module, in memory of the
// library: as much as the objects have. They must be as they were when the
// module was linked. To be called once for a module.
int dyndebug(Dynobj *o, const char *list);

// Writes o's functions into /tmp/perf-PID.map, where perf looks for names:
// exported ones, and, if list is not nil, all functions of the objects in it.
// Names stay in the file when o is freed, until another module that perf is
// told of lies there: perf reads it afterwards. The file is removed when the
// program ends by exit(), unless keep is not 0 in the call that makes it, which
// is the first. o's text becomes a copy of its own, since perf takes no names
// for the pages of a file: so none of its code may be running. To be called
// once for a module.
int dynperf(Dynobj *o, const char *list, int keep);

// Registers o's unwind tables (aoutld -f) with the compiler's unwinder: then
// backtrace(), pthread_exit(), cancellation and exceptions of C++ get through
// o's functions.
int dynframes(Dynobj *o);

#endif
