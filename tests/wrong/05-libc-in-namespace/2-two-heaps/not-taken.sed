# 2: a letter that is not taken is not freed
/^    post->its_free(letter);/d
