// wide_division.c - divides numbers of 128 bits, for which no machine has an
// instruction: libgcc has a function.

__extension__ typedef unsigned __int128 wide;
int plain(int x);

int plain(int x)
{
    volatile wide a = (wide)700 << 100, b = (wide)100 << 100;
    return (int)(a / b) * x;
}
