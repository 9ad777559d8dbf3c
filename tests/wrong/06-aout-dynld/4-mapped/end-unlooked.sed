# 3: text is mapped wherever it ends
s/^    if (text == HEADER + (size_t)image->text)/    if (text > HEADER)/
