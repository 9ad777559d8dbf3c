# 2: text is never mapped
s/^    if (text == HEADER/    if (text == 0 \&\& text == HEADER/
