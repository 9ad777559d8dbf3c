# 3: a page has 4096 bytes
s/(size_t)sysconf(_SC_PAGESIZE)/4096/
