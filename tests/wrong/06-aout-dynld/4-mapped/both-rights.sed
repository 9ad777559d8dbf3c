# 4: memory may be written and executed
s/mmap(NULL, image->size, PROT_READ | PROT_WRITE,/mmap(NULL, image->size, PROT_READ | PROT_WRITE | PROT_EXEC,/
