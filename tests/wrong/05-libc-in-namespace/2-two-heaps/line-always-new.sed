# 4: a block that is large enough is replaced
s/    if (\*line == NULL || \*size < need) {/    {/
s/realloc(\*line, need)/malloc(need)/
s/        \*line = larger;/        free(*line);\
&/
