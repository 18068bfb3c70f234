// HTTPBackend
