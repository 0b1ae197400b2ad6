"""From the model to findings: winners, costs, scores, changes. Pure, exact, and able to explain itself."""
