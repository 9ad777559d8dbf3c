# 2: errno is not carried across
s/^        errno = \*place;/        (void)errno;/
