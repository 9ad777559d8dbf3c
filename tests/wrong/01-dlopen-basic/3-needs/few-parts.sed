# 1: the last of 32 files is not looked at
s/for (size_t i = 0; i < count; i++) {/for (size_t i = 0; i < count \&\& i < SET_MAX - 1; i++) {/
