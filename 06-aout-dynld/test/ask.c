// ask.c - have a program run by server.c, as if it had been started here.
//
// Usage:        ask NAME VALGRIND OPTION... PROGRAM ARGUMENT...
//               NAME is the server's. A PROGRAM that it does not have is
//               started with all that stands before it.
// Exit status:  the program's; 1 there is no server, 2 usage.

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "test/request.h"

static int fail(const char *what)
{
    fprintf(stderr, "ask: %s: %s\n", what, strerror(errno));
    return 1;
}

// The server may have been started a moment ago: 30 seconds, then.
static int connected(const char *name)
{
    struct sockaddr_un address;
    socklen_t size = request_address(&address, name);
    int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    for (int i = 0; fd >= 0 && i < 3000; i++) {
        if (connect(fd, (struct sockaddr *)&address, size) == 0)
            return fd;
        nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
    }
    return -1;
}

// Returns the size of the message, or 0: too many words.
static size_t describe(struct request *request, char **words)
{
    char *end = request->words + sizeof request->words;
    char *to = request->words;
    for (; *words != NULL; words++) {
        size_t size = strlen(*words) + 1;
        if (size > (size_t)(end - to))
            return 0;
        to = (char *)memcpy(to, *words, size) + size;
    }
    request->mask = umask(0);
    umask(request->mask);
    getrlimit(RLIMIT_FSIZE, &request->size);
    return (size_t)(to - (char *)request);
}

static ssize_t send_request(int fd, char **words)
{
    static struct request request;
    union request_fds fds = {{0}};
    int here = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct iovec part = {&request, describe(&request, words)};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = fds.bytes,
                             .msg_controllen = sizeof fds.bytes};
    fds.header.cmsg_level = SOL_SOCKET;
    fds.header.cmsg_type = SCM_RIGHTS;
    fds.header.cmsg_len = CMSG_LEN(REQUEST_FDS * sizeof(int));
    memcpy(CMSG_DATA(&fds.header), (int[REQUEST_FDS]){0, 1, 2, here},
           REQUEST_FDS * sizeof(int));
    return part.iov_len == 0 ? -1 : sendmsg(fd, &message, 0);
}

// As it ended, so do we.
static int end_with(int status)
{
    if (WIFSIGNALED(status)) {
        signal(WTERMSIG(status), SIG_DFL);
        raise(WTERMSIG(status));
    }
    return WEXITSTATUS(status);
}

int main(int argc, char *argv[])
{
    int program = 3;
    while (program < argc && argv[program][0] == '-')
        program++;
    if (program >= argc) {
        fprintf(stderr, "usage: ask NAME VALGRIND OPTION... PROGRAM...\n");
        return 2;
    }
    int fd = connected(argv[1]);
    if (fd < 0)
        return fail(argv[1]);
    int status;
    if (send_request(fd, argv + program) < 0 ||
        read(fd, &status, sizeof status) != sizeof status)
        return fail(argv[program]);
    if (status != REQUEST_UNKNOWN)
        return end_with(status);
    execvp(argv[2], argv + 2);
    return fail(argv[2]);
}
