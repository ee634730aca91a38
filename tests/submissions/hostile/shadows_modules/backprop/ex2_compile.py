from backprop.ex1_by_hand import *
