# 6: the number in the name begins again at 50
s/"lib%05hu.so", number++)/"lib%05hu.so", (unsigned short)(number++ % 50))/
