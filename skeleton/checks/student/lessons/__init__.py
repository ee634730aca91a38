"""What a student is told beside the verdict: hints to what failed, a review of what is right, and what comes after."""
