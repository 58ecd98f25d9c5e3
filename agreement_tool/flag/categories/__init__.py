"""One file a key-clause category: phrases are data."""
