"""The pages, and what each visitor has on theirs."""
