# 2: only a module that begins in front of its file is mapped
s/^        text == HEADER/        at == HEADER \&\& text == HEADER/
