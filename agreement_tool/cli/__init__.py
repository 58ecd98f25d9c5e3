"""The command line: parse options, call `pipeline`, render, choose the exit code."""
