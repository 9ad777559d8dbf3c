# 4: the message does not say which versions this host takes
s/"to %d\\n",/"or %d\\n",/
