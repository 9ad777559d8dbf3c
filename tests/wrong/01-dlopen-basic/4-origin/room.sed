# 7: one byte more than there is room for
s/snprintf(text, size, "%s%s"/snprintf(text, size + 1, "%s%s"/
