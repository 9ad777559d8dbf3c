# 10: what could not be opened is not freed
/^struct shared \*shared_open/,/^}/s/        free(shared);/        shared->loaded = 0;/
