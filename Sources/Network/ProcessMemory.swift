import CShims

/// The memory of the process as the system counts it.
public enum ProcessMemory {
  /// Lets go of the program's code that has run so far: what reads and compiles configurations is a
  /// third of it and is not needed while serving. What is needed comes back as it is called, from
  /// the system's own copy of the file.
  public static func releaseCode() { dragoman_release_code() }
}
