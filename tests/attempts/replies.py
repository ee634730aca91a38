"""Replies that no worker of ours would send: each function writes one to the judge, in the middle of a question.

Run by tests/integration/test_hostile.py as exercise 1. None may be taken for an answer; the docstring says what it is.
"""

import os
import sys


def _worker():
    frame = sys._getframe()
    while not {"told", "asked", "question"} <= frame.f_locals.keys():
        frame = frame.f_back
    return frame.f_locals


def _say(rest, start='{"id": "%s", ', end="\n"):
    """Write a line that begins with the identity of the question, in pieces that the pipe takes."""
    worker = _worker()
    line = rest if isinstance(rest, bytes) else (start.replace("%s", worker["question"]["id"]) + rest + end).encode()
    while line:
        line = line[os.write(worker["told"], line[:4096]) :]


def half_a_line():
    """The begin of a reply, on which our worker's own follows."""
    _say('"answers": [42.0], "rai', end="")


def a_nul():
    """A NUL inside."""
    _say('"answers": [42.0\0], "raised": null}')


def a_byte_order_mark():
    """A byte order mark in front."""
    _say('"answers": [42.0], "raised": null}', start='\ufeff{"id": "%s", ')


def no_utf8():
    """Bytes that are no text."""
    identity = _worker()["question"]["id"].encode()
    _say(b'{"id": "' + identity + b'", "answers": ["\xff\xfe\xc0"], "raised": null}\n')


def nested_without_end():
    """Lists in lists, deeper than a parser's stack."""
    _say('"answers": ' + "[" * 500_000 + "]" * 500_000 + ', "raised": null}')


def nested_a_little_too_deep():
    """Lists in lists, deeper than any answer."""
    _say('"answers": [' + "[" * 14 + "]" * 14 + '], "raised": null}')


def objects_without_end():
    """Objects in objects."""
    _say('"answers": [' + '{"a":' * 100_000 + "1" + "}" * 100_000 + '], "raised": null}')


def longest_integer():
    """An integer for which a parser takes quadratic time."""
    _say('"answers": [' + "9" * 1_900_000 + '], "raised": null}')


def integer_just_too_long():
    """An integer that no float holds."""
    _say('"answers": [' + "9" * 304 + '], "raised": null}')


def name_that_is_no_text():
    """A NaN for a name."""
    _say('"answers": [{NaN: 42.0}], "raised": null}')


def numbers_of_other_languages():
    """Numbers that JSON does not have."""
    _say('"answers": [0x2A], "raised": null}')


def another_identity():
    """The reply to a question that was never asked."""
    _say('{"id": "0000000000000000", "answers": [42.0], "raised": null}\n'.encode())


def ready_again():
    """The worker's first line once more."""
    _say('{"id": "ready", "answers": [], "raised": null}\n'.encode())


def identity_at_the_end():
    """The right identity, in another place."""
    _say('"answers": [42.0], "raised": null, "id": "%s"}' % _worker()["question"]["id"], start="{")


def no_blanks():
    """The same object, in another spelling."""
    _say('"answers":[42.0],"raised":null}', start='{"id":"%s",')


def nothing():
    """An empty line."""
    _say(b"\n")


def more_answers_than_steps():
    """Answers to questions that will be asked later, perhaps."""
    _say('"answers": [42.0, 42.0, 42.0], "raised": null}')


def no_answer():
    """No answer, and no exception."""
    _say('"answers": [], "raised": null}')


def answers_by_name():
    """An object in place of the list."""
    _say('"answers": {"0": 42.0}, "raised": null}')


def a_score_beside():
    """One field more than there are."""
    _say('"answers": [42.0], "raised": null, "score": 100, "status": "passed"}')


def too_many_values():
    """More values than the longest answer has."""
    _say('"answers": [[' + ",".join(["0"] * 40_001) + ']], "raised": null}')


def too_many_characters():
    """A longer text than any answer is."""
    _say('"answers": ["' + "x" * 20_001 + '"], "raised": null}')


def line_that_no_file_has():
    """An exception with a line below zero."""
    _say('"answers": [], "raised": ["E", "m", [["f", -1, "g"]], []]}')


def frames_without_end():
    """An exception with a long traceback."""
    _say('"answers": [], "raised": ["E", "m", [' + ",".join(['["f", 1, "g"]'] * 9) + "], []]}")


def bases_that_are_no_names():
    """An exception of numbers."""
    _say('"answers": [], "raised": ["E", "m", [], [1, null]]}')


def exception_that_is_no_list():
    """An exception as a text."""
    _say('"answers": [], "raised": "NotImplementedError: Exercise 1"}')


def late_in_words():
    """The time is over, in words."""
    _say('"late": ["now", "all"]}')


def late_at_a_step_that_is_none():
    """The time is over, at a step far away."""
    _say('"late": [-999999, false]}')


def late_at_length():
    """The time is over, in a long line."""
    _say('"late": [' + "1" * 400 + ", true]}")


def a_sealed_question():
    """The middle of a dialogue in which nobody is."""
    _say('"ask": ["op", 0, [1.0], []]}')


def a_sealed_answer():
    """The same, with an answer."""
    _say('"next": [[42.0], []]}')


def closes_the_pipe():
    """The end of the line."""
    os.close(_worker()["told"])


def closes_all():
    """The end of every line."""
    os.closerange(0, 256)


def swaps_the_pipes():
    """The questions come out where the answers go in."""
    os.dup2(_worker()["asked"], _worker()["told"])
