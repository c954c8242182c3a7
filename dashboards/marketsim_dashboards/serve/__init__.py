"""The server: safe by default, bounded, and silent about itself."""
