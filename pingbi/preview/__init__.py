"""The live preview: the only part that knows livereload."""
