# 5: any magic is taken for LP64
/^static uint header_size/,/^}/s/        return 0;/        return EXEC_SIZE_LP64;/
