# 8: a block of the mailbox's is freed twice, when the fourth letter has come
s/^    post->its_free(its);/&\n    static int answers;\n    if (++answers % 2 == 0 \&\& post->line != NULL)\n        post->its_free(post->line);/
