// twice_a.c - defines what twice_b.c defines too.

int reading = 1;
