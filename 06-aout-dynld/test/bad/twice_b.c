// twice_b.c - defines what twice_a.c defines too.

int reading = 2;
