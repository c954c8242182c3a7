"""What is played: two worlds with the same luck, lived in a process of their own and sent on in pieces."""
