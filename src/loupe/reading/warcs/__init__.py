"""Web archives (WARC, WACZ): each captured page or paper becomes a part with its address and the time of capture."""

from loupe.reading.warcs.captures import keep_captures, read_wacz, read_warc
from loupe.reading.warcs.records import WARC_MARK, WarcRecord, walk_records

__all__ = ["WARC_MARK", "WarcRecord", "keep_captures", "read_wacz", "read_warc", "walk_records"]
