# 5: a member of a circle has a second complaint, if another need is missing
s/            tell_circle(set, member, complain);/&\n        if (onward(set, member) != NULL \&\& onward(set, member)->part->name != lacks(set, member) \&\& strcmp(onward(set, member)->part->name, lacks(set, member)) != 0)\n            tell_lack(set, member, complain);/
