# 7: a file may end too soon
s/^        if (got <= 0)/        if (got == 0)\n            return true;\n        if (got < 0)/
