# 1: the address is taken in a function that is called
s/^static void add(const void \*caller, const char \*what)/static void add(const char *what)/
s/    where(caller, place/    where(CALLER(), place/
s/add(CALLER(), what);/add(what);/
