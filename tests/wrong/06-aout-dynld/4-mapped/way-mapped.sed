# 8: a way that was given up stays mapped
s/^    image->base = /    if (!mapped)\n        image->map = mmap(NULL, image->size, PROT_READ | PROT_WRITE,\n                          MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);\n    if (image->map == MAP_FAILED)\n        return -1;\n&/
