"""The command line: parses options, calls the library, turns the user's errors into one line."""
