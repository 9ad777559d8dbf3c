# 5: the plugin is looked up once
s/    plugin = base_of(feeder);/    if (plugin == NULL)\n    &/
