# 2: one more than CROWD_MAX is let in, and is nobody
/^struct member \*crowd_join/,/^}/{
s/    struct member \*member = place/    struct member *more;\
    if (place == NULL)\
        place = \&more;\
&/
}
