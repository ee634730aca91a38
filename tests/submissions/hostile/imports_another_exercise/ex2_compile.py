from backprop.ex3_caching import *
from backprop import ex7_multi_parent
