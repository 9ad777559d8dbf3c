# 7: "nowhere" is written whatever room there is
s/        snprintf(text, size, "nowhere");/        strcpy(text, "nowhere");/
/#include <stdio.h>/a\
#include <string.h>
