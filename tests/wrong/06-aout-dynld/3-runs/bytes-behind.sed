# 6: bytes behind the last relocation are let pass
s/    if (dynmachine.strict && p != job->end)/    if (dynmachine.strict \&\& p > job->end)/
