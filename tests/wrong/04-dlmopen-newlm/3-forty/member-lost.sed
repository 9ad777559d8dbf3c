# 9: the memory of a member is not freed if its file is no gauge
# needs: valgrind
/        close_files(member);/,/return NULL;/s/        free(member);/        (void)member;/
