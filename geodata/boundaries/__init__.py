"""Administrative units: today's and those of 2021, their codes, seats, statistics, areas and the border."""
