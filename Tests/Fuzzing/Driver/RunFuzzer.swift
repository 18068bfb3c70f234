import Glibc

/// libFuzzer's loop. It is entered from an ordinary `main`, since SwiftPM gives each executable
/// one. The calling conventions agree for pointers and whole numbers.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Set once, before the loop begins; the C callback cannot capture it.
nonisolated(unsafe) private var property: (Span<UInt8>) -> String? = { _ in nil }

/// Runs libFuzzer with the arguments of the process. Where the property returns a text, what it
/// says is printed and the process aborts, so that libFuzzer keeps the input.
public func runFuzzer(_ holds: @escaping (Span<UInt8>) -> String?) -> Never {
  property = holds
  var count = CommandLine.argc
  var arguments = CommandLine.unsafeArgv
  let code = runDriver(&count, &arguments) { base, count in
    let fault = property(UnsafeBufferPointer(start: base, count: count).span)
    guard let fault else { return 0 }
    let line = "property violated: \(fault)\n"
    _ = line.utf8.withContiguousStorageIfAvailable { write(2, $0.baseAddress, $0.count) }
    abort()
  }
  exit(code)
}
