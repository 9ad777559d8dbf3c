# 2: descriptor 0 is taken for none
s/    loaded->fd = copy_file(path);/    int other = copy_file(path);\
    loaded->fd = dup(other);\
    close(other);/
s/    if (!rename_all(loaded->fd, name)) {/    if (loaded->fd <= 0 || !rename_all(loaded->fd, name)) {/
