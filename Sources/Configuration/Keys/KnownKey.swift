/// A key of the configuration format: what it is called, what it takes, and what becomes of it.
public struct KnownKey: Sendable {
  /// What becomes of a key in this version.
  public enum State: String, Sendable {
    /// It does what it says.
    case supported
    /// KrakenD has it, this version does not have it yet: a warning.
    case later
    /// As `later`, but it protects something: the start is refused.
    case guards
    /// It is for other commands than serving; nothing to do, nothing to say.
    case inert
    /// It has no effect in this place, in the reference either: a warning.
    case ignored
  }

  /// What a key takes.
  public enum ValueType: String, Sendable {
    /// Any text.
    case string
    /// A whole number.
    case integer
    /// `true` or `false`.
    case boolean
    /// A length of time (CFG-4).
    case duration
    /// A list of texts.
    case strings = "list of strings"
    /// A list of whole numbers.
    case integers = "list of integers"
    /// A list of objects.
    case objects = "list of objects"
    /// An object.
    case object
    /// Any JSON value.
    case any = "any value"
  }

  /// One of the words that a key takes.
  public struct Choice: Sendable {
    /// The word.
    public var name: String
    /// Whether this version knows what to do with it.
    public var state: State
    /// What it means, if `name` does not say it.
    public var meaning: String

    static func supported(_ name: String, _ meaning: String = "") -> Choice {
      Choice(name: name, state: .supported, meaning: meaning)
    }

    static func later(_ name: String, _ meaning: String) -> Choice {
      Choice(name: name, state: .later, meaning: meaning)
    }
  }

  /// The key as files write it.
  public var name: String
  /// What it takes.
  public var type: ValueType
  /// What becomes of it.
  public var state: State
  /// The value that holds when the key is absent, as text; empty if there is none.
  public var standard: String
  /// What it means, in one line.
  public var meaning: String
  /// The words it takes, if they are fixed.
  public var choices: [Choice] = []
  /// A member that switches the whole object off when it is true.
  var offSwitch: String?
}

extension KnownKey {
  static func supported(
    _ name: String, _ type: ValueType, _ standard: String, _ meaning: String,
    choices: [Choice] = []
  ) -> KnownKey {
    KnownKey(
      name: name, type: type, state: .supported, standard: standard, meaning: meaning,
      choices: choices)
  }

  static func later(
    _ name: String, _ type: ValueType, _ meaning: String, standard: String = ""
  ) -> KnownKey {
    KnownKey(name: name, type: type, state: .later, standard: standard, meaning: meaning)
  }

  static func guards(
    _ name: String, _ type: ValueType, _ meaning: String, offSwitch: String? = nil
  ) -> KnownKey {
    KnownKey(
      name: name, type: type, state: .guards, standard: "", meaning: meaning, offSwitch: offSwitch)
  }

  static func inert(_ name: String, _ type: ValueType, _ meaning: String) -> KnownKey {
    KnownKey(name: name, type: type, state: .inert, standard: "", meaning: meaning)
  }

  static func ignored(_ name: String, _ type: ValueType, _ meaning: String) -> KnownKey {
    KnownKey(name: name, type: type, state: .ignored, standard: "", meaning: meaning)
  }
}
