// per_process.c - the experiments about what the process has once.

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "twice/rows.h"

static bool descriptors(const struct guest *guest)
{
    int opened = guest->open_null();
    bool shared = opened >= 0 && fcntl(opened, F_GETFD) != -1;
    close(opened);
    return shared;
}

static bool folder(const struct guest *guest)
{
    char before[4096], after[4096];
    if (getcwd(before, sizeof before) == NULL || guest->go_to("/") != 0)
        return false;
    bool shared =
        getcwd(after, sizeof after) != NULL && strcmp(after, "/") == 0;
    (void)!chdir(before);
    return shared;
}

// The process has one table of signal handlers. So a handler that an unloaded
// plugin has left behind is a crash that waits to happen.
static bool signal_handlers(const struct guest *guest)
{
    if (guest->handle(SIGUSR1) != 0)
        return false;
    raise(SIGUSR1);
    signal(SIGUSR1, SIG_DFL);
    return guest->handled() == 1;
}

static bool maps(const struct guest *guest)
{
    char *memory = guest->map(4096);
    if (memory == NULL)
        return false;
    bool shared = strcmp(memory, GUEST_TEXT) == 0;
    return munmap(memory, 4096) == 0 && shared;
}

// Sends signal 0 to the guest's thread: does our process have such a thread?
static bool threads(const struct guest *guest)
{
    int id = guest->thread_start();
    if (id < 0)
        return false;
    bool shared = syscall(SYS_tgkill, getpid(), id, 0) == 0;
    guest->thread_end();
    return shared;
}

const struct row per_process[] = {
    {"descriptors", "opened by the guest, asked for by the host", descriptors},
    {"cwd", "chdir() in the guest, getcwd() in the host", folder},
    {"signals", "handler set by the guest, raised by the host",
     signal_handlers},
    {"maps", "mapped by the guest, read and unmapped by the host", maps},
    {"threads", "started by the guest, found by the host", threads},
    {NULL, NULL, NULL},
};
