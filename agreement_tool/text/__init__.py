"""str -> value: numerals, labels, width, sentences, inline emphasis, references, terms. No I/O, no stages."""
