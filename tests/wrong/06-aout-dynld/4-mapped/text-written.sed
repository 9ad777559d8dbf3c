# 4: text that was copied may still be written
/^static bool fill_memory/,/^}/s/PROT_READ | PROT_EXEC/PROT_READ | PROT_EXEC | PROT_WRITE/
