// Whoever tests a gateway writes `import DragomanTesting` and nothing else.
@_exported public import Dragoman
