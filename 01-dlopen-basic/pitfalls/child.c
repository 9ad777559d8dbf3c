// child.c - run something that may crash or hang in a child, and tell its end.

#include "pitfalls/child.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

void child_hush(void)
{
    int null = open("/dev/null", O_WRONLY);
    dup2(null, STDERR_FILENO);
    close(null);
}

int child_run(int (*work)(void *), void *argument)
{
    fflush(stdout);
    pid_t child = fork();
    if (child < 0) {
        perror("fork");
        return 1;
    }
    if (child == 0) {
        setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});  // it is meant
        alarm(2);
        setvbuf(stdout, NULL, _IOLBF, 0);
        _exit(work(argument));
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
    fflush(stdout);
    return 0;
}
