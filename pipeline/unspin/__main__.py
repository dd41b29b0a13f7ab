"""``python -m unspin``."""

from unspin.cli.main import main

if __name__ == "__main__":
    main()
