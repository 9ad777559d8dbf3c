// child.c - forks, waits, and prints how the child ended.

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pitfalls/child.h"

void child_silence(void)
{
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    int null = open("/dev/null", O_WRONLY);
    dup2(null, STDERR_FILENO);
    close(null);
}

int child_run(int (*body)(const void *arg), const void *arg)
{
    fflush(stdout);  // or both would print what is in the buffer
    pid_t child = fork();
    if (child < 0) {
        perror("fork");
        return 1;
    }
    if (child == 0) {
        int status = body(arg);
        fflush(stdout);
        _exit(status);
    }

    int how;
    if (waitpid(child, &how, 0) != child) {
        perror("waitpid");
        return 1;
    }
    if (WIFSIGNALED(how))
        printf("host: the child died of signal %d, %s\n", WTERMSIG(how),
               strsignal(WTERMSIG(how)));
    else
        printf("host: the child ended with status %d\n", WEXITSTATUS(how));
    return 0;
}
