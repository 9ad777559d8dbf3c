# 1: there is no spsz in modules for 64-bit machines
s/data + syms + spsz + pcsz/data + syms +\
                   (header == EXEC_SIZE ? spsz : 0) + pcsz/
