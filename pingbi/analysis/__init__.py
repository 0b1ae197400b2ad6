"""Works out everything that follows from the facts: winners, costs, scores, changes. Pure, exact, with reasons."""
