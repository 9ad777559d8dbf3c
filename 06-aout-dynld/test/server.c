// server.c - run the linker, the dumper and others, each in a process of its
// own that is forked and not started: valgrind needs most of a second to start,
// and a tenth of one to fork. Each of these processes has its own errors, its
// own search for leaks at its end, and its own status.
//
// Usage:        server NAME MODULE
//               Serves ask.c under that name, until whoever has started it
//               ends it or is gone. MODULE is a file of its own.

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test/request.h"

// Each is its program, with no other name of it to be seen: see the Makefile.
#define PROGRAM(name) int name##_main(int argc, char **argv)
PROGRAM(aoutld);
PROGRAM(aoutdump);
PROGRAM(call);
PROGRAM(editobj);
PROGRAM(host);
PROGRAM(first);
PROGRAM(spoil);
PROGRAM(checked);

// The check that leaks are found.
static int leak_main(int argc, char **argv)
{
    static void *volatile lost;
    (void)argv;
    lost = malloc((size_t)argc);
    lost = NULL;
    return lost != NULL;
}

static const struct {
    const char *path;
    int (*run)(int argc, char **argv);
} programs[] = {
    {"build/aoutld", aoutld_main},
    {"build/aoutdump", aoutdump_main},
    {"build/test/call", call_main},
    {"build/test/editobj", editobj_main},
    {"build/host", host_main},
    {"build/first/first", first_main},
    {"build/first/spoil", spoil_main},
    {"build/first/checked", checked_main},
    {"leak", leak_main},  // to see that it is found
};

#define WORDS 1000
#define OBJECT "build/modules/everything.o"

// Returns how many words there are; words[] ends with a NULL, as argv does.
static int split(char *from, const char *end, char **words)
{
    int n = 0;
    for (; from < end && n < WORDS; from += strlen(from) + 1)
        words[n++] = from;
    words[n] = NULL;
    return n;
}

// Does not return. A program that hangs is ended here: whoever kills ask does
// not reach it.
static void become(int (*run)(int, char **), const struct request *request,
                   const int *fds, int argc, char **argv)
{
    for (int i = 0; i < 3; i++)
        dup2(fds[i], i);
    if (fchdir(fds[3]) != 0)
        _exit(1);
    for (int i = 0; i < REQUEST_FDS; i++)
        close(fds[i]);
    umask(request->mask);
    signal(SIGXFSZ, SIG_IGN);  // who sets a limit wants to see the error
    setrlimit(RLIMIT_FSIZE, &request->size);
    alarm(120);
    exit(run(argc, argv));
}

// Runs in a child, which waits for the program: the server does not.
static int serve(struct request *request, const char *end, const int *fds)
{
    char *words[WORDS + 1];
    int n = split(request->words, end, words);
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
        if (n == 0 || strcmp(words[0], programs[i].path) != 0)
            continue;
        int status = 1;
        pid_t pid = fork();
        if (pid == 0)
            become(programs[i].run, request, fds, n, words);
        waitpid(pid, &status, 0);
        return status;
    }
    return REQUEST_UNKNOWN;
}

static void answer(int client)
{
    static struct request request;
    union request_fds fds = {{0}};
    struct iovec part = {&request, sizeof request};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = fds.bytes,
                             .msg_controllen = sizeof fds.bytes};
    ssize_t got = recvmsg(client, &message, 0);
    if (got <= 0 || fds.header.cmsg_len != CMSG_LEN(REQUEST_FDS * sizeof(int)))
        return;
    int received[REQUEST_FDS];
    memcpy(received, CMSG_DATA(&fds.header), sizeof received);
    if (fork() == 0) {
        int status = serve(&request, (char *)&request + got, received);
        _exit(write(client, &status, sizeof status) != sizeof status);
    }
    for (int i = 0; i < REQUEST_FDS; i++)
        close(received[i]);
}

#define COUNT(words) ((int)(sizeof(words) / sizeof *(words)) - 1)

// What has run here, valgrind has translated, and each child begins with that.
static void warm(char *module)
{
    char *link[] = {"aoutld", "-v", "-u", "-o", module, OBJECT, NULL};
    char *dump[] = {"aoutdump", OBJECT, NULL};
    char *show[] = {"aoutdump", module, NULL};
    char *call[] = {"call", module, NULL};
    if (aoutld_main(COUNT(link), link) != 0 ||
        aoutdump_main(COUNT(dump), dump) != 0 ||
        aoutdump_main(COUNT(show), show) != 0 ||
        call_main(COUNT(call), call) != 0)
        fprintf(stderr, "server: what should be no trouble is some\n");
    fflush(stdout);
}

int main(int argc, char *argv[])
{
    struct sockaddr_un address;
    int listening = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    if (argc != 3 ||
        bind(listening, (struct sockaddr *)&address,
             request_address(&address, argv[1])) != 0 ||
        listen(listening, 100) != 0) {
        perror("server: a NAME that no other has is wanted");
        return 1;
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    warm(argv[2]);
    for (;;) {
        int client = accept(listening, NULL, NULL);
        if (client >= 0)
            answer(client);
        close(client);
        while (waitpid(-1, NULL, WNOHANG) > 0)
            ;  // those who have answered
    }
}
