# 4: the offset in the program is 0
s/distance(address, info.dli_fbase));/info.dli_fname == file ? 0 : distance(address, info.dli_fbase));/
