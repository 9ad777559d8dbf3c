# 6: the status is 0 if the file keeps no diary
/^static int keep/,/^}/s/        return 1;/        return 0;/
