"""The live preview: the only part that imports livereload."""
