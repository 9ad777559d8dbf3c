# 1: data and bss are added in 32 bits
s/page_up((size_t)image->data + image->bss)/page_up(image->data + image->bss)/
