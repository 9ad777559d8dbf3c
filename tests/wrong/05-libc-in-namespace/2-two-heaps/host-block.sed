# 2: the letter is a block of the host's
s/    char \*letter = post->its_malloc(size);/    char *letter = malloc(size);/
