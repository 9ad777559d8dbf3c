// hello.c - a module for the first loader: an import, two exports, an address.

// What the loading program provides.
extern void say(const char *words);

extern const char *greeting;
extern int hello(void);

// A variable that holds an address: a relocation of mode 0.
const char *greeting = "hello from a module";

// The call goes through a word of data: a relocation of mode 1.
int hello(void)
{
    say(greeting);
    return 42;
}
