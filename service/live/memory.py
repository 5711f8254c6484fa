"""What the garbage collector looks through, and when."""

import gc


def settle() -> None:
    """Let go of what is not used, and never look through the rest again.

    To look through all that a release brings stops everybody for a tenth of a second: better once, when it has been
    opened, than again and again. What the release before left behind goes with it.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
