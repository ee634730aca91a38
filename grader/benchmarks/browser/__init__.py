"""What is measured in a browser: the page of a class, and the course as a site."""
