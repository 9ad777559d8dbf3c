# 8: a way that was given up stays mapped
s/^    munmap(map, size);$//
