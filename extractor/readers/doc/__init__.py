"""Word 6 to 2003 (``.doc``): the compound file, its streams, and the text that they hold in pieces. ``reading`` begins."""
