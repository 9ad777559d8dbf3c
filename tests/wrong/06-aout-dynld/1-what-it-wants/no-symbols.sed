# 1: symbols are not passed over
s/(uvlong)text + data + syms + spsz + pcsz/(uvlong)text + data + (syms \& 0) + spsz + pcsz/
