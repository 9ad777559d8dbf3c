# 3: if the file cannot be mapped, that is all
s/^    bool mapped = image->map != NULL;/&\n    if (!mapped \&\& at > 0 \&\& text == HEADER + (size_t)image->text)\n        return -1;/
