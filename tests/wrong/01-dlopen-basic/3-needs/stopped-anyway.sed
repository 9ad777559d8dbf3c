# 4: stop() is called for a part that could not start
s/    member->state = FAILED;/    member->part->stop();\n&/
