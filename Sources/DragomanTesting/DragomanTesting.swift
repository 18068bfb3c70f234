// DragomanTesting
