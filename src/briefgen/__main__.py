"""`python -m briefgen`: the command line."""

import gc

# A command's modules are many objects, none of which is ever freed: to look for some as
# often as Python does takes a tenth of their import.
gc.set_threshold(300_000)

from briefgen.cli.main import main  # noqa: E402 - after the threshold that its import needs

if __name__ == "__main__":
    main()
