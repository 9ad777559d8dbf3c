# 6: *line is gone if there is no larger block
s/        char \*larger = realloc(\*line, need);/        char *larger = malloc(need);\n        free(*line);\n        *line = NULL;/
