// thrown.cc - exceptions of C++ for test/unwind.c, which is C.

extern "C" void throw_it()
{
    throw 7;
}

extern "C" int catch_it(int (*call)())
{
    try {
        return call();
    } catch (int number) {
        return number;
    }
}
