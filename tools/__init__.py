"""What builds, sets up and shows the project. Nothing of it ships."""
