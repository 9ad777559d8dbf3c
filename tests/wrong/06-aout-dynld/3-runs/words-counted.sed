# 3: the number is that of words
s/^        count++;/        count += (uint32_t)words_at(ld, i);/
