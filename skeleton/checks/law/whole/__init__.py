"""What is asked of the capstone beside the lives: whole networks, and statements about what the exercises promised."""
