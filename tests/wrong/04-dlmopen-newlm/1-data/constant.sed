# 7: three objects, always
s/    return count;/    return count > 0 ? 3 : 0;/
