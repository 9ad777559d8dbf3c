// throw.cc - a plugin in C++ with a function that throws, and one that lets no
// exception out.

#include <stdexcept>

#define SHOWN extern "C" __attribute__((visibility("default")))

SHOWN void fail();
SHOWN int fail_in_c();

void fail()
{
    throw std::runtime_error("no such channel");
}

// The cure: only a number crosses the border.
int fail_in_c()
{
    try {
        fail();
    } catch (const std::exception &) {
        return -1;
    }
    return 0;
}
