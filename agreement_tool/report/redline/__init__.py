"""A redline inside the original Word file: tracked changes written into a copy of it, everything else left as it is."""

from agreement_tool.report.redline.write import Existing, Redline, redline_in_place

__all__ = ["Existing", "Redline", "redline_in_place"]
