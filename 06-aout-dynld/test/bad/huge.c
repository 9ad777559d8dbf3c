// huge.c - a common symbol that no image can hold.

char reading[3000000000];
