"""Every word that a visitor reads, in two complete catalogues."""
