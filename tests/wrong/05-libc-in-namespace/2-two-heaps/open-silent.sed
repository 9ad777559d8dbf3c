# 7: that there is no memory is not said
s/        snprintf(why, size, "%s: out of memory", path);//
