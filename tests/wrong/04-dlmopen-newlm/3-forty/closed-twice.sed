# 8: the descriptor of a copy is closed before the member leaves, and again then
s/    if (loaded->handle == NULL) {/    if (loaded->handle != NULL)\
        close(loaded->fd);\
&/
