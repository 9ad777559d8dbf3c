# 4: an address in no file is not told from others
s/        snprintf(text, size, "no file");/        snprintf(text, size, "?");/
