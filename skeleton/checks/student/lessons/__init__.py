"""What there is to see when it is right: a review by measure, and the page at the end."""
