import Messages

/// What the gateway calls itself.
public enum Version {
  /// The version of this source, as `dragoman version` prints it.
  public static let number = "0.1.0"

  /// The value of `X-Dragoman` (RSP-1).
  static let shown = FieldValue("Version \(number)") ?? .empty
  /// The same with `hide_version_header`.
  static let hidden = FieldValue("Version undefined") ?? .empty
}
