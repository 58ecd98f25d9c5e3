"""The command line: parses options, calls `pipeline`, renders, chooses the exit code. One file a command."""


def main() -> None:
    """Console script `agreement`. A bug prints its traceback and exits 2: exit 1 means findings, and CI believes it."""
    import sys

    for stream in (sys.stdout, sys.stderr):
        # Agreements are Chinese whatever the locale says; a lone surrogate must not stop an error message.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    from agreement_tool.cli.prefetch import prefetch

    prefetch(sys.argv[1:])

    from agreement_tool.cli.root import root

    try:
        root.main()
    except Exception:
        import traceback

        traceback.print_exc()
        sys.exit(2)
