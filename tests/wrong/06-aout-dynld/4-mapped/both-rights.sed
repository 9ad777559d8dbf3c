# 4: memory may be written and executed
s/mmap(at, size, PROT_READ | PROT_WRITE,/mmap(at, size, PROT_READ | PROT_WRITE | PROT_EXEC,/
