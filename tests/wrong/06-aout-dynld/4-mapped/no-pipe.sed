# 3: a pipe is refused
s/^    image->map = mmap/    if (at == -1)\n        return -1;\n&/
