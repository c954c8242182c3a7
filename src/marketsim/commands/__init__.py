"""The commands: each reads what is asked, hands it to the questions, and prints the answer."""
