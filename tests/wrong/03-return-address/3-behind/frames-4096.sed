# 3: the walk ends after 4096 functions
s/    bool end = walk->name != NULL/    static _Thread_local int frames;\
    frames = address == first ? 1 : frames + 1;\
    bool end = walk->name != NULL || frames > 4096/
s/^static _Unwind_Reason_Code step/static _Thread_local const void *first;\
\
&/
s/    _Unwind_Backtrace(step, &walk);/    first = caller;\
&/
