# 9: closing does not wait for the calls
/^void shared_close/,/^}/{
s/while (shared->loaded > 0)/while (shared->loaded > 99)/
}
