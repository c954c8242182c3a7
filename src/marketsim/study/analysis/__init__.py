"""What a sweep's worlds say together: which facts matter, where a sign turns, and which policy is safe to choose."""
