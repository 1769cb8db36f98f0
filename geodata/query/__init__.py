"""What is asked, how it is written in a link, and the rows that answer it."""
