# 4: code in the copy of libtally.so is nobody's
s/    return map == own || map == linkmap_of_handle(member->tally.handle);/    return map == own;/
