# 4: data may be executed in the end, and not written
/^static bool fill_memory/,/^}/s/(size_t)(data - image->map)/(size_t)(data - image->map) + image->data/
