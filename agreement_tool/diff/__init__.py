"""Two agreements -> changes."""
