# 7: mprotect() is taken for granted
s/^    return mprotect(image->map, (size_t)(data - image->map),/    mprotect(image->map, (size_t)(data - image->map),/
/^static bool fill_memory/,/^}/s/PROT_READ | PROT_EXEC) == 0;/PROT_READ | PROT_EXEC);\n    return true;/
