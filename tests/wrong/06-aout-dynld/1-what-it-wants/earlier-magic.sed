# 5: the magics of an earlier format are taken
s/    case DYN_MAGIC_LP64 | S_MAGIC:/    case DYN_MAGIC_EARLIER | S_MAGIC:\
    case DYN_MAGIC_EARLIER | R_MAGIC:\
    case DYN_MAGIC_EARLIER | Y_MAGIC:\
&/
