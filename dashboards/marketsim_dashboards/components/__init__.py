"""The pieces of the pages: each a Vue template and the Python that says what it is given and what it asks."""
