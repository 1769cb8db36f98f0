"""What residents may use: what they need, what lies around them, which lines stop nearby."""
