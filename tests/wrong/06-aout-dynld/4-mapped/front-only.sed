# 2: only a module that begins in front of its file is mapped
s/^    if (text == HEADER/    if (at == HEADER \&\& text == HEADER/
