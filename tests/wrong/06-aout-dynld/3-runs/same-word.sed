# 6: after a run the same word is taken again
s/    if (reloc->distance == 0 && job->nreloc > 0)/    if (reloc->distance == 0 \&\& job->nreloc > 1)/
