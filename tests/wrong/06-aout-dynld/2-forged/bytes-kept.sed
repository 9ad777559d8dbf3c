# 9: the bytes of the file are not freed if the driver is let in
s/^    free(memory.bytes);/    if (obj == NULL)\n    &/
