// rtti_plugin.cc - a plugin in C++ that throws in three ways.

#include "pitfalls/rtti.h"

#define SHOWN extern "C" __attribute__((visibility("default")))

namespace
{
struct Late : Error {
    Late() : Error(3)
    {
    }
    const char *what() const override
    {
        return "the plugin's own";
    }
};
}  // namespace

SHOWN void shared();
SHOWN void local();
SHOWN void late();

// Of the host's type.
void shared()
{
    throw Error(1);
}

// Of a type that has the same name in the host, and is another one.
void local()
{
    throw Local{2};
}

// Of a type of the plugin's, with code in the plugin.
void late()
{
    throw Late();
}
