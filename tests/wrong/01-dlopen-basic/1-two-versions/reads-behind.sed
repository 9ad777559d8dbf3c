# 1: unit is read, and then it is asked whether it was there
s/if (sensor->abi >= 2)/if (sensor->unit != NULL \&\& sensor->abi >= 2)/
