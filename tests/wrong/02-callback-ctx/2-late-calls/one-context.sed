# 1: all callbacks reach the same context
s/        call(&slots\[n\], value);/        call(\&slots[n] - n % 2, value);/
