# 4: two copies have one name, so they share a libtally.so
s/"lib%05hu.so", number++)/"lib%05hu.so", (unsigned short)(number++ \/ 2))/
