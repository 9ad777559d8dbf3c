# 3: errno after a call is the host's, whether it has changed or not
s/^        \*place = before;/        *place = before, errno = before;/
