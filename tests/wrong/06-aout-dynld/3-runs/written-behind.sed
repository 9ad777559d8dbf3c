# 3: one relocation more is written, behind the module
/^static uint8_t \*put_relocs/,/^}/s/i < ld->nrelocs/i <= ld->nrelocs/
