/// A length of time in nanoseconds.
public typealias Nanoseconds = Int64
