# 7: no reason is given
s/            snprintf(why, size, "%s: not a gauge", gauge);/            *why = '\\0';/
s/        snprintf(why, size, "%s: not a gauge", gauge);/        *why = '\\0';/
