"""What lies over the datasets of a map: names, numbers, marks, scale."""
