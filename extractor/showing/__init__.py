"""Showing a record where it stands: the page drawn with the evidence marked, or its lines in the text."""

from extractor.showing.drawing import Mark, drawn
from extractor.showing.passage import passage
from extractor.showing.record import Shown, record, records

__all__ = ["Mark", "Shown", "drawn", "passage", "record", "records"]
