# 4: a line that is shorter gets a size that is not the block's
s/^    memcpy(\*line, post->line, need);/    *size = need;\n&/
