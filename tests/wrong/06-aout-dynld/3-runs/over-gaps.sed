# 2: a run goes on over a gap
s/reloc\[n\].address == reloc->address + n \* WORD)/reloc[n].address >= reloc->address + n * WORD)/
