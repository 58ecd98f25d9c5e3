"""`python -m agreement_tool`."""

from agreement_tool.cli import main

if __name__ == "__main__":
    main()
