// larger.c - common symbols that are larger than others believe, with -fcommon.

int reading[10];
