# 2: text is never mapped
s/^        text == HEADER/        text == 0 \&\& text == HEADER/
