// catch.cc - a host in C++ that catches what a plugin throws, or does not.
//
// Usage:        catch dlopen|dlmopen fail|fail_in_c PLUGIN.so
// Exit status:  0 it printed how the child ended, 1 it could not, 2 usage.

#include <cstdio>
#include <cstring>
#include <dlfcn.h>
#include <exception>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

// Runs in the child.
static void call(void *symbol, bool in_c)
{
    try {
        if (in_c)
            std::printf("child: it returned %d\n", ((int (*)())symbol)());
        else
            ((void (*)())symbol)();
    } catch (const std::exception &e) {
        std::printf("child: caught: %s\n", e.what());
    } catch (...) {
        std::printf("child: caught something\n");
    }
}

int main(int argc, char *argv[])
{
    if (argc != 4) {
        std::fprintf(stderr,
                     "usage: catch dlopen|dlmopen fail|fail_in_c PLUGIN.so\n");
        return 2;
    }
    setvbuf(stdout, nullptr, _IOLBF, 0);
    bool isolated = std::strcmp(argv[1], "dlmopen") == 0;
    void *handle = isolated ? dlmopen(LM_ID_NEWLM, argv[3], RTLD_NOW)
                            : dlopen(argv[3], RTLD_NOW);
    void *symbol = handle == nullptr ? nullptr : dlsym(handle, argv[2]);
    if (symbol == nullptr) {
        std::fprintf(stderr, "catch: %s\n", dlerror());
        return 1;
    }

    pid_t child = fork();
    if (child == 0) {
        struct rlimit none = {0, 0};
        setrlimit(RLIMIT_CORE, &none);  // an intended crash
        call(symbol, std::strcmp(argv[2], "fail_in_c") == 0);
        _exit(0);
    }
    int how;
    if (waitpid(child, &how, 0) != child)
        return 1;
    if (WIFSIGNALED(how))
        std::printf("host: the child died of signal %d, %s\n", WTERMSIG(how),
                    strsignal(WTERMSIG(how)));
    else
        std::printf("host: the child ended with status %d\n", WEXITSTATUS(how));
    dlclose(handle);
    return 0;
}
