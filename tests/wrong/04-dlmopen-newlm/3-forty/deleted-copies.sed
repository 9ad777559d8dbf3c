# 8: copies are files of /tmp that are deleted at once, and one stays mapped
s/    int fd = memfd_create(name, MFD_CLOEXEC);/    char other[] = "\/tmp\/copy.XXXXXX";\
    int fd = mkstemp(other);\
    unlink(other);/
/^void crowd_leave/,/^}/s/    close_files(member);/    unload(\&member->loaded);\
    if (member->tally.handle != NULL)\
        close(member->tally.fd);/
