"""What happens to the server over hours, under hostile hands, on a full disk: ``make soak``, ``make hostile``, tests."""
