# 7: a copy that cannot be loaded stays open
/dlerror());/,/}/s/        close(loaded->fd);/        loaded->fd = -1;/
