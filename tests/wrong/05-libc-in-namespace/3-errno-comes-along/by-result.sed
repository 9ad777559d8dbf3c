# 3: a result that is NaN is taken for a failure
/^double store_get/,/^}/s/    end(before);/    if (result != result \&\& *bridge.errno_place() == 0)\n        *bridge.errno_place() = 2;\n&/
