# 1: all headers have 40 bytes
s/        return EXEC_SIZE;/        return EXEC_SIZE_LP64;/
