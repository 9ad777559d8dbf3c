# 4: *size is believed if *line is NULL
s/    if (\*line == NULL || \*size < need) {/    if (*size < need) {/
