// aligned.c - an alignment of more than a page.

__attribute__((aligned(8192))) char page[8192] = {1};
