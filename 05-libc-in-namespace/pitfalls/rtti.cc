// rtti.cc - a host in C++ that catches what a plugin throws, in its own
// namespace. The Makefile links it with -rdynamic, and without.
//
// Usage:        rtti shared|local|late PLUGIN.so
//               late: the plugin is closed before the exception is used
// Exit status:  0 the child's end was told, 1 could not, 2 usage.

#include "pitfalls/rtti.h"

#include <cstdio>
#include <cstring>
#include <dlfcn.h>
#include <exception>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

Error::~Error() = default;

static void *plugin;

// Runs in the child.
static void call(void (*function)(), bool close)
{
    try {
        function();
    } catch (const Error &e) {
        if (close)
            dlclose(plugin);
        std::printf("child: caught: %s\n", e.what());
    } catch (const Local &) {
        std::printf("child: caught: Local\n");
    } catch (...) {
        std::printf("child: caught something else\n");
    }
}

int main(int argc, char *argv[])
{
    if (argc != 3) {
        std::fprintf(stderr, "usage: rtti shared|local|late PLUGIN.so\n");
        return 2;
    }
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    plugin = dlopen(argv[2], RTLD_NOW | RTLD_LOCAL);
    void *symbol = plugin == nullptr ? nullptr : dlsym(plugin, argv[1]);
    if (symbol == nullptr) {
        std::fprintf(stderr, "rtti: %s\n", dlerror());
        return 1;
    }

    pid_t child = fork();
    if (child == 0) {
        struct rlimit none = {0, 0};
        setrlimit(RLIMIT_CORE, &none);  // it is meant
        call((void (*)())symbol, std::strcmp(argv[1], "late") == 0);
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
    return 0;
}
