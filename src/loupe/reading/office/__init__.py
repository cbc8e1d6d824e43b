"""Office files: sheets, slides, OpenDocument, RTF and Word documents of old; each module reads one family."""
