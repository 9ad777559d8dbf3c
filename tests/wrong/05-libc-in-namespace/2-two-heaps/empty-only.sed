# 2: only a letter without text is freed, if it is not taken
s/^    post->its_free(letter);.*/    if (size == 1)\n        post->its_free(letter);/
