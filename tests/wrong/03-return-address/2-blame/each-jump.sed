# 3: whatever lies in the program is a jump
s/    if (caller == site)/    if (base == base_of(\&list))/
