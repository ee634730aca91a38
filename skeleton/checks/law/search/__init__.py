"""How a check is asked: in company, then apart, down to the smallest question that shows the mistake."""
