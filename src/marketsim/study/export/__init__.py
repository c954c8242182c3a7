"""Results for other programs: tables as CSV, places as GeoJSON, and a crate that describes itself."""
