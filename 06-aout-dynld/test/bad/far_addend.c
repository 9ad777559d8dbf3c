// far_addend.c - an addend of more than 32 bits.

extern char lent_row[];
char *far_away = lent_row + 0x100000000;
