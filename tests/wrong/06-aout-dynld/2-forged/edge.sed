# 6: the first byte of text is not code
s/(void \*)address, 1, 0, obj->text)/(void *)address, 1, 1, obj->text)/
