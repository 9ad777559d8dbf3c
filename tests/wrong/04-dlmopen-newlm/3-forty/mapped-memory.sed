# 8: each member has memory from mmap(), which it keeps
s/    member->name = name;/&\
    mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);/
