// anchor-riscv64.c - a word that is addressed by way of a place behind the end
// of its section, as gcc does it.

int fetch(void);
int plain(int x);

__asm__(".data\n"
        "words: .long 5, 7\n"
        ".set anchor, words + 4096\n"
        ".text\n"
        "fetch: lla a0, anchor\n"
        "li a1, 4096\n"
        "sub a0, a0, a1\n"
        "lw a0, 4(a0)\n"
        "ret\n");

int plain(int x)
{
    return fetch() * x;
}
