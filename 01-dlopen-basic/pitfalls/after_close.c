// after_close.c - calls into a plugin that is gone.
//
// The host keeps a pointer to a function of the plugin (a callback that the
// plugin gave it, say) and calls it after dlclose(). The code is no longer
// mapped. A child does this, so that the host can report it.
//
// Usage:        after_close wrong|right SENSOR.so
//               right: use the function first, forget it, then dlclose().
// Exit status:  0 it printed how the child ended, 1 it could not, 2 usage.

#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sensor.h"

static void report(double value)
{
    printf("child: report: %.1f\n", value);
    fflush(stdout);
}

// For an intended crash: turns off the core file, and the messages of an
// emulator.
static void silence(void)
{
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    int null = open("/dev/null", O_WRONLY);
    dup2(null, STDERR_FILENO);
    close(null);
}

// Prints which file this code lies in. Unmapped code lies in none.
static void tell_owner(void (*code)(report_fn *))
{
    void *address;
    Dl_info info;
    memcpy(&address, &code, sizeof address);
    if (dladdr(address, &info) == 0)
        printf("child: measure() is in no file any more\n");
    else
        printf("child: measure() is still in %s\n", info.dli_fname);
    fflush(stdout);
}

// Runs in the child. Returns the child's exit status.
static int use(const char *path, int close_first)
{
    void *handle = dlopen(path, RTLD_NOW);
    if (handle == NULL) {
        fprintf(stderr, "after_close: %s\n", dlerror());
        return 1;
    }
    const struct sensor *sensor = dlsym(handle, SENSOR_SYMBOL);
    if (sensor == NULL || sensor->abi != SENSOR_ABI) {
        fprintf(stderr, "after_close: %s: not a sensor of this ABI\n", path);
        return 1;
    }
    void (*kept)(report_fn *) = sensor->measure;

    if (close_first) {
        dlclose(handle);
        tell_owner(kept);
        silence();
        kept(report);  // nothing is mapped here any more
    } else {
        kept(report);
        dlclose(handle);
    }
    return 0;
}

int main(int argc, char *argv[])
{
    int wrong = argc == 3 && strcmp(argv[1], "wrong") == 0;
    if (argc != 3 || (!wrong && strcmp(argv[1], "right") != 0)) {
        fprintf(stderr, "usage: after_close wrong|right SENSOR.so\n");
        return 2;
    }

    pid_t child = fork();
    if (child < 0) {
        perror("after_close: fork");
        return 1;
    }
    if (child == 0)
        _exit(use(argv[2], wrong));

    int how;
    if (waitpid(child, &how, 0) != child) {
        perror("after_close: waitpid");
        return 1;
    }
    if (WIFSIGNALED(how))
        printf("host: the child died of signal %d, %s\n", WTERMSIG(how),
               strsignal(WTERMSIG(how)));
    else
        printf("host: the child ended with status %d\n", WEXITSTATUS(how));
    return 0;
}
