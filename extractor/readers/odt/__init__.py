"""OpenDocument text (``.odt``). ``reading`` begins."""
