# 5: each member of a circle tells it
s/ || member->told)/)/
