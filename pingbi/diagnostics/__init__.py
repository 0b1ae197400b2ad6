"""What is wrong: problems and failures as data, their messages in every language, and reports of them."""
