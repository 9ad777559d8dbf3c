# 3: code in a copy of gauge.so is nobody's
s/    return map == own || map == linkmap_of_handle(member->tally.handle);/    return map == linkmap_of_handle(member->tally.handle);/
