"""Tables of every make: Excel workbooks new and old, and tables in text."""

from loupe.reading.office.csvtable import read_csv
from loupe.reading.office.oldworkbook import read_xls
from loupe.reading.office.workbook import read_xlsx

__all__ = ["read_csv", "read_xls", "read_xlsx"]
