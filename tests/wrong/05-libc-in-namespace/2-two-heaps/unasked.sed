# 6: that the mailbox has no memory is not asked for
/^    char \*letter = post->its_malloc/,/return -1;/{
/if (letter == NULL)/d
/return -1;/d
}
