// rtti.h - what a C++ host and its plugin both include.

#ifndef RTTI_H
#define RTTI_H

// Its destructor is in the host, and so is its typeinfo, for all files.
struct Error {
    explicit Error(int code) : code(code)
    {
    }
    virtual ~Error();
    virtual const char *what() const
    {
        return "an error";
    }
    int code;
};

// The mistake: each file that includes this has a type of its own.
namespace
{
struct Local {
    int code;
};
}  // namespace

#endif
