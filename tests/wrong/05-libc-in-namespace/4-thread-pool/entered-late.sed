# 2: a thread enters after it has attached
/^int shared_call/,/^}/{
/^    enter(&instance->door);/d
s/^    const char \*reason = "no state";/    enter(\&instance->door);\n&/
}
