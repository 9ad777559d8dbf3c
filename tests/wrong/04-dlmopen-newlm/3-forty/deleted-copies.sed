# 8: copies are files of /tmp that are deleted at once, and one stays mapped
s/#include <sys\/mman.h>/&\
#include <sys\/sendfile.h>/
s/    loaded->fd = copy_file(path);/    char other[] = "\/tmp\/copy.XXXXXX";\
    int from = copy_file(path);\
    loaded->fd = from < 0 ? -1 : mkstemp(other);\
    unlink(other);\
    lseek(from, 0, SEEK_SET);\
    while (from >= 0 \&\& sendfile(loaded->fd, from, NULL, 65536) > 0)\
        ;\
    if (from >= 0)\
        close(from);/
/^void crowd_leave/,/^}/s/    close_files(member);/    unload(\&member->loaded);\
    if (member->tally.handle != NULL)\
        close(member->tally.fd);/
