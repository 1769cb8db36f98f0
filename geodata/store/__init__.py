"""The facts in memory: tables as read and checked, and what is derived from them."""
