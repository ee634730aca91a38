import glob

OUTSIDE = "/tmp/outside"

for path in glob.glob(OUTSIDE + "/**/ex1_by_hand.py", recursive=True) + glob.glob("../*/ex1_by_hand.py"):
    exec(open(path).read())
