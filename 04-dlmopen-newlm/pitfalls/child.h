// child.h - run in a child what may crash, so that the parent can report it.

#ifndef CHILD_H
#define CHILD_H

// Calls body(arg) in a child process, which exits with what body returns, and
// prints how the child ended. Returns 0, or 1 if there was no child.
int child_run(int (*body)(const void *arg), const void *arg);

// For the child, before an intended crash: turns off the core file, and the
// messages of an emulator.
void child_silence(void);

#endif
