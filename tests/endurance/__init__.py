"""What becomes of the server over hours and under hostile hands: ``make soak``, ``make hostile``, and tests."""
