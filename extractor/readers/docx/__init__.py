"""Word since 2007 (``.docx``): a package of XML parts. ``reading`` begins."""
