# 2: nobody enters
s/^    enter(&instance->door);$//
