# 3: what is counted in has no room for many
s/unsigned long freed; /unsigned short freed; /
s/slot->freed = ++releases;/slot->freed = (unsigned short)++releases;/
