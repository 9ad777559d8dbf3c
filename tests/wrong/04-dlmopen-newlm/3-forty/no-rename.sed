# 4: libtally.so keeps its name
s/        memcpy(at, name, sizeof needed);/        at += name == NULL ? 0 : sizeof needed;/
