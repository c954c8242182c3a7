"""Pages in the browser on which two worlds with the same luck are watched side by side."""
