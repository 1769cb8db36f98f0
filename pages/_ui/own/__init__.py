"""The page for visitors' own data: bringing a file, what was found, what needs its owner, the lists, what is kept."""
