# 3: the first free one is taken
s/(best == NULL || slot->freed < best->freed)/best == NULL/
