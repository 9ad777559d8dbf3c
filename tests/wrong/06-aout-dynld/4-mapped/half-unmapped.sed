# 8: only text is unmapped
/^void image_unload/,/^}/s/image->size/HEADER + (size_t)image->text/
