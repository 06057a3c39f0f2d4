"""Rich text: control words and groups. ``reading`` begins."""
