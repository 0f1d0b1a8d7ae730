"""How much a long proof tries: a fixed sample in every run, all of it where LONG_PROOFS=1 (`.ci/long`)."""

import os


def tries(sample: int, long: int) -> int:
    return long if os.environ.get("LONG_PROOFS") == "1" else sample
