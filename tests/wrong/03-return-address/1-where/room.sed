# 5: one byte more than there is room for
s/snprintf(text, size, "%s+0x/snprintf(text, size + 1, "%s+0x/
