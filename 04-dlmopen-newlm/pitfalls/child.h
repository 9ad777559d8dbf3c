// child.h - do in a child what may crash, so that someone is left to tell.

#ifndef CHILD_H
#define CHILD_H

// Calls body(arg) in a child process, whose exit status is what body returns,
// and prints how the child ended. Returns 0, or 1 if there was no child.
int child_run(int (*body)(const void *arg), const void *arg);

// For the child, before a crash that is meant: no core file, and no words of an
// emulator's.
void child_silence(void);

#endif
