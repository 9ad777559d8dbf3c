# 1: symbols and line numbers are not passed over
s/^    p += (uvlong)big4(file + 16).*//
