# 4: the size of the block is remembered, and not what *size says
s/    size_t need = (size_t)length + 1;/&\
    static size_t room;/
s/\*size < need/room < need/
s/        \*size = need;/        *size = room = need;/
