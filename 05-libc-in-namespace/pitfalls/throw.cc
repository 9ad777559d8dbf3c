// throw.cc - a plugin in C++ with a function that throws, and one that lets no
// exception out.

#include <exception>

#define SHOWN extern "C" __attribute__((visibility("default")))

namespace
{
struct no_channel : std::exception {
    const char *what() const noexcept override
    {
        return "no such channel";
    }
};
}  // namespace

SHOWN void fail();
SHOWN int fail_in_c();

void fail()
{
    throw no_channel();
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
