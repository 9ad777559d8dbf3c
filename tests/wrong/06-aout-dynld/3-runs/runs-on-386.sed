# 7: mode 2 is a run on 386, too
/^static bool is_run/,/^}/s/dynmachine.strict && //
