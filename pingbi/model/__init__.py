"""What a comparison is: frozen values, checked on the way in."""
