"""What each domain's facts say beyond their rows; no domain knows another."""
