# 4: *size is more than the block has
s/^        \*size = need;/        *size = need + 1;/
