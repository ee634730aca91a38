def dumps(*_):
    return '{}'


raise SystemExit
