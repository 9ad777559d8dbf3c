# 3: text is mapped wherever it ends
s/^        text == HEADER + (size_t)image->text \&\&/        text > HEADER \&\&/
