# 5: the heap of the mailbox that was opened last is that of all
s/^struct post {/static void *(*last_malloc)(size_t size);\n\n&/
s/^    return post;/    last_malloc = post->its_malloc;\n&/
s/    char \*letter = post->its_malloc(size);/    char *letter = last_malloc(size);/
