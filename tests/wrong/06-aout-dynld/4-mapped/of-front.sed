# 2: what is mapped is the front of the file
s/MAP_FIXED, fd, at)/MAP_FIXED, fd, 0 * at)/
