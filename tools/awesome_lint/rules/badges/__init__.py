"""BDG: badges."""
