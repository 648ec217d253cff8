"""The pages on which people sign in and are looked after."""
