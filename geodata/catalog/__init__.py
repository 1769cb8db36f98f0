"""What datasets there are and what their columns mean; tables are read and checked by it."""
