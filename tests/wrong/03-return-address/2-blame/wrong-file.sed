# 1: the name is that of the program, always
s/        file_of(caller, finding/        file_of(list == NULL ? caller : (const void *)\&list, finding/
