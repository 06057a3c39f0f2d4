"""Web pages, whole or saved as one file (MHTML). ``reading`` begins."""
