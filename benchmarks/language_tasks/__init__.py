"""One module per task of the language room; each gives rows for the one table of ``benchmarks/language.py``."""
