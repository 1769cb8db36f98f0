"""What an administrator runs: files for servers, what writes NOTICE, the database of the planners."""
