# 2: it goes on from where it is, and does not look from the start again
/^static struct member \*next_one/,/^}/{
s/^{/{\
    static size_t last;/
s/\[i\];/[(last + i) % set->count];/
s/            return member;/            return last = (size_t)(member - set->members), member;/
}
