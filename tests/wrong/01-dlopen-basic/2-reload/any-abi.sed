# 3: another ABI is taken
s/ && plugin->tally->abi == TALLY_ABI)/)/
