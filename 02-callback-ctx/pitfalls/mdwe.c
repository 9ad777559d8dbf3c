// mdwe.c - runs a program that may not make memory executable.
//
// Usage:        mdwe PROGRAM [ARGUMENT...]
// Exit status:  that of the program; 1 it could not be started, 2 usage, 3 this
//               kernel cannot forbid it (Linux can since 6.3).
//
// "Memory deny write execute" is the kernel's own switch for what systemd's
// MemoryDenyWriteExecute=yes does to a service. It stays on across exec().

#include <stdio.h>
#include <sys/prctl.h>
#include <unistd.h>

#ifndef PR_SET_MDWE
#define PR_SET_MDWE 65
#define PR_MDWE_REFUSE_EXEC_GAIN 1
#endif

int main(int argc, char *argv[])
{
    if (argc < 2) {
        fprintf(stderr, "usage: mdwe PROGRAM [ARGUMENT...]\n");
        return 2;
    }
    if (prctl(PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN, 0, 0, 0) != 0) {
        perror("mdwe: the kernel");
        return 3;
    }
    execv(argv[1], argv + 1);
    fprintf(stderr, "mdwe: ");
    perror(argv[1]);
    return 1;
}
