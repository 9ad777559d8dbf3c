# 3: if the file cannot be mapped, that is all
s/^    image->base = /    if (!mapped \&\& at > 0 \&\& text == HEADER + (size_t)image->text)\n        return -1;\n&/
