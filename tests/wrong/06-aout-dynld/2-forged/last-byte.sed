# 1: a signature whose last byte is 0 is taken for none
s/        if (big4(p) == 0)/        if (p[3] == 0)/
