"""What people and their programs are served."""
