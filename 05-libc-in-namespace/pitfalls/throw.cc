// throw.cc - a plugin in C++ that throws, and one function that does not let
// the exception out.

#include <stdexcept>

#define SHOWN extern "C" __attribute__((visibility("default")))

SHOWN void fail();
SHOWN int fail_in_c();

void fail()
{
    throw std::runtime_error("no such channel");
}

// The cure: what crosses the border is a number.
int fail_in_c()
{
    try {
        fail();
    } catch (const std::exception &) {
        return -1;
    }
    return 0;
}
