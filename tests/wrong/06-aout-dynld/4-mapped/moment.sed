# 4: a copy may be executed while it is written
s/^    image->base = /    if (!mapped)\n        mprotect(image->map, image->size, PROT_READ | PROT_WRITE | PROT_EXEC);\n&/
