import Synchronization

/// Settings of TLS that become a context when somebody speaks TLS by them: a gateway that does not
/// makes none.
public final class TLSSource: Sendable {
  /// The settings.
  public let settings: TLSSettings
  private let made = Mutex<TLSContext?>(nil)

  /// Takes settings.
  public init(_ settings: TLSSettings) { self.settings = settings }

  /// The context, always the same. The first time blocks: files are read.
  public func context() throws(TLSSettings.Mistake) -> TLSContext {
    let result: Result<TLSContext, TLSSettings.Mistake> = made.withLock { made in
      if let made { return .success(made) }
      do throws(TLSSettings.Mistake) {
        let context = try TLSContext(settings)
        made = context
        return .success(context)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}
