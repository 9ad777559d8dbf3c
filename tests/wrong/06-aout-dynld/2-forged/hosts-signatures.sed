# 4: the signatures of imports are taken from the table of the host
s/        if (big4(p) == 0)/        if (obj->import[i]->sig == 0)/
