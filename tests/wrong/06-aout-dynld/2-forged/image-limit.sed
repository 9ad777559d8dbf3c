# 2: an image above GATE_LIMIT is let in
s/exports, nexport, GATE_LIMIT);/exports, nexport, 2 * GATE_LIMIT);/
